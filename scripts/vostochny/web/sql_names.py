"""What SQL of a reader may name and how large it may grow, on a server and in a browser alike."""

from __future__ import annotations

from vostochny.web.limits import LONGEST_PATTERN, LONGEST_VALUE, MAX_ROWS

# SQLite's own limits by their names in its C interface. They hold where the limit on time cannot: within one call of
# one function. A module of another SQLite, with which a release is built too, need not have their numbers.
LIMITS = {
    "SQLITE_LIMIT_LENGTH": LONGEST_VALUE,
    "SQLITE_LIMIT_SQL_LENGTH": 50_000,
    "SQLITE_LIMIT_COLUMN": 200,
    "SQLITE_LIMIT_EXPR_DEPTH": 100,
    "SQLITE_LIMIT_COMPOUND_SELECT": 30,
    "SQLITE_LIMIT_VDBE_OP": 100_000,
    "SQLITE_LIMIT_FUNCTION_ARG": 100,
    "SQLITE_LIMIT_ATTACHED": 0,
    "SQLITE_LIMIT_LIKE_PATTERN_LENGTH": LONGEST_PATTERN,
    # As many as the keys on the longest page: Datasette asks for their labels in one statement.
    "SQLITE_LIMIT_VARIABLE_NUMBER": 2 * MAX_ROWS,
    "SQLITE_LIMIT_TRIGGER_DEPTH": 1,
    "SQLITE_LIMIT_WORKER_THREADS": 0,
}

# Plain functions of SQLite, named one by one: a function that a later version brings is refused until it is known.
PLAIN = """
-> ->> abs acos acosh asin asinh atan atan2 atanh avg bm25 ceil ceiling char coalesce concat concat_ws cos cosh
count cume_dist current_date current_time current_timestamp date datetime degrees dense_rank escape_fts exp
first_value floor format glob group_concat hex highlight ifnull iif instr json json_array json_array_length
json_each json_error_position json_extract json_group_array json_group_object json_insert json_object json_patch
json_quote json_remove json_replace json_set json_tree json_type json_valid julianday lag last_value lead length
like likelihood likely ln log log10 log2 lower ltrim match max median min mod nth_value ntile nullif octet_length
percent_rank percentile percentile_cont percentile_disc pi pow power printf quote radians random randomblob rank
replace round row_number rtrim sign sin sinh snippet soundex sqrt strftime string_agg substr substring sum tan tanh
time timediff total trim trunc typeof unhex unicode unistr unixepoch unlikely upper zeroblob
"""
FUNCTIONS = frozenset(PLAIN.split())
# What Datasette and a reader learn about tables; the rest is about the machine or changes the connection.
PRAGMAS = frozenset(
    {
        "data_version", "foreign_key_list", "index_info", "index_list", "index_xinfo", "schema_version", "table_info",
        "table_list", "table_xinfo",
    }
)  # fmt: skip
# Statements of other readers, pages of the file, and lists of what this SQLite is made of.
HIDDEN_TABLES = frozenset({"dbstat", "sqlite_dbpage", "sqlite_stmt", "pragma_function_list", "pragma_module_list"})
