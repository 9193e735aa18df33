// On the page of addresses that do not exist: an address of Datasette that has no page of its own opens in Explore.
"use strict";
{
  const { base } = document.currentScript.dataset;
  const data = `${base}data/`;
  if (location.pathname.startsWith(data)) {
    location.replace(`${base}explore/#/${location.pathname.slice(data.length).replace(/\/$/, "")}${location.search}`);
  }
}
