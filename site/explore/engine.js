// Speaks with the worker that runs SQLite, and puts another in its place when a statement does not end.

const OPENING_MS = 60_000;
const OWN_MS = 1900;

// A worker with SQLite in it, not yet with the database.
class Process {
  constructor(address) {
    this.worker = new Worker(address, { type: "module" });
    this.waiting = new Map();
    this.next = 0;
    this.ready = this.expect("ready");
    this.ready.catch(() => {});
    this.worker.onmessage = ({ data }) => {
      const waiting = this.waiting.get(data.id);
      this.waiting.delete(data.id);
      if (data.error) waiting?.refuse(new Error(data.error));
      else waiting?.accept(data.result);
    };
    this.worker.onerror = (event) => this.end(event.message || "the worker could not be loaded");
  }

  expect(id) {
    return new Promise((accept, refuse) => this.waiting.set(id, { accept, refuse }));
  }

  call(message) {
    this.next += 1;
    const expected = this.expect(this.next);
    this.worker.postMessage({ id: this.next, ...message });
    return expected;
  }

  end(reason) {
    this.worker.terminate();
    for (const { refuse } of this.waiting.values()) refuse(new Error(reason));
    this.waiting.clear();
  }
}

export class Engine {
  constructor(address) {
    this.address = address;
    this.process = null;
    this.spare = null;
    this.isOpen = false;
    this.turn = Promise.resolve();
    // What every statement waits for.
    this.opened = new Promise((accept, refuse) => Object.assign(this, { accept, refuse }));
    this.opened.catch(() => {});
  }

  // Gives the worker the database; it is kept here as well, for a worker that must be replaced.
  //   limits  what a statement may take, as explore.json has them
  async open(blob, limits) {
    Object.assign(this, { blob, limits });
    this.load();
    await this.process.ready;
    await this.process.call({ open: { blob, limits } });
    this.isOpen = true;
    this.accept();
  }

  // The database does not come: every statement ends with this error.
  fail(error) {
    this.error = error;
    this.refuse(error);
  }

  // Begins to fetch SQLite.
  load() {
    this.process ??= new Process(this.address);
  }

  // A second worker, loaded while there is a network, so that the page lives on without one. It may fail to come.
  async prepare() {
    this.spare ??= new Process(this.address);
    await this.spare.ready.catch(() => {});
  }

  // The answers of some statements, one after the other. Raises an error when they do not end in time.
  ask(statements, { milliseconds = OPENING_MS } = {}) {
    const asked = this.turn.then(() => this.opened).then(() => this.within(milliseconds, statements));
    this.turn = asked.catch(() => {});
    return asked;
  }

  // The answer of a statement that the reader wrote.
  async askOwn(sql, values) {
    await this.opened;
    const time = { milliseconds: OWN_MS };
    const [answer] = await this.ask([{ sql, values, own: true, milliseconds: this.limits.milliseconds }], time);
    return answer;
  }

  async within(milliseconds, statements) {
    let timer;
    const late = new Promise((_, refuse) => {
      timer = setTimeout(() => refuse(new Error("interrupted")), milliseconds);
    });
    try {
      return await Promise.race([this.process.call({ statements }), late]);
    } catch (error) {
      if (error.message === "interrupted") await this.replace();
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  async replace() {
    this.process.end("replaced");
    this.process = this.spare ?? new Process(this.address);
    this.spare = null;
    this.reopened = this.open(this.blob, this.limits).then(() => this.prepare());
    // The reader is told at once; the next statement waits for the new worker.
    this.turn = this.reopened.catch(() => {});
  }
}
