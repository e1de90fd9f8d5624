-- The mirror: a disposable index of the folder. No migrations: another version of this file is another mirror.
-- A `key` is `names::key` of a name: names are long, and stand in several indexes. Equal keys are only a hint.

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- Texts that all others are compressed against: they share their words with it. One row or none, never changed.
CREATE TABLE dictionary (text BLOB NOT NULL);

-- Every path that says something: documents, and files that should be documents but cannot be read as one.
CREATE TABLE file (
  id       INTEGER PRIMARY KEY,
  path     TEXT    NOT NULL UNIQUE,
  size     INTEGER NOT NULL, -- bytes
  modified INTEGER NOT NULL, -- ns since 1970
  changed  INTEGER NOT NULL, -- ns since 1970: ctime, 0 where the system has none
  inode    INTEGER NOT NULL, -- 0 where the system has none
  link     INTEGER NOT NULL, -- 1: a symbolic link, looked at again with every batch
  hash     INTEGER NOT NULL, -- xxh3 of the bytes that were read
  seen     INTEGER NOT NULL  -- ns since 1970: when it was read
);

CREATE TABLE document (
  id            INTEGER PRIMARY KEY, -- file.id
  kind          INTEGER NOT NULL,    -- 0 question, 1 response, 2 contributor, 3 draft
  slug          TEXT    NOT NULL,
  stem          TEXT    NOT NULL,
  slug_key      INTEGER NOT NULL,
  stem_key      INTEGER NOT NULL,
  title         TEXT    NOT NULL,
  date          TEXT,                -- as written
  day           TEXT,                -- as written
  instant       INTEGER,             -- ms since 1970
  published     INTEGER NOT NULL,
  description   TEXT,
  thesis        TEXT,
  stance        TEXT,
  last_name     TEXT,
  image         TEXT,
  asks          TEXT,                -- JSON list
  due           TEXT,                -- day as written
  word_limit    INTEGER,
  words         INTEGER NOT NULL,
  excerpt       TEXT    NOT NULL,
  broken        INTEGER NOT NULL,
  conflict_of   INTEGER,             -- file.id of the original, where this is a sync engine's conflict copy of it
  searched      INTEGER,             -- xxh3 of what the search index holds of it; NULL: it is not in there
  wording       INTEGER NOT NULL,    -- see `Content::wording`
  reveal        INTEGER NOT NULL     -- 1: a question with `reveal: after-mine`
);

-- The text of the file, compressed; the body begins at byte body_at of the text.
CREATE TABLE source (id INTEGER PRIMARY KEY, text BLOB NOT NULL, body_at INTEGER NOT NULL);

-- The last text whose front matter could be read, while the present one cannot.
CREATE TABLE last_good (path TEXT PRIMARY KEY, text BLOB NOT NULL) WITHOUT ROWID;

-- What the parser found in one file. Problems of the links are not kept: they are read off `reference`.
CREATE TABLE problem (id INTEGER NOT NULL, line INTEGER, code TEXT NOT NULL, message TEXT NOT NULL);

-- References as written, and what each came to.
CREATE TABLE reference (
  id       INTEGER PRIMARY KEY,
  source   INTEGER NOT NULL, -- document.id
  role     INTEGER NOT NULL, -- 0 lists response, 1 answers question, 2 signed by, 3 replies to, 4 revisits
  position INTEGER NOT NULL,
  written  TEXT    NOT NULL,
  key      INTEGER NOT NULL,
  relation TEXT,
  quote    TEXT,
  outcome  INTEGER NOT NULL  -- 0 missing, 1 exact, 2 loose, 3 ambiguous
);

CREATE TABLE resolved (reference INTEGER NOT NULL, target INTEGER NOT NULL, PRIMARY KEY (reference, target)) WITHOUT ROWID;

-- Paths, by `names::path_key`, that a file may be a conflict copy of, from its name alone.
CREATE TABLE conflict_base (base INTEGER NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (base, id)) WITHOUT ROWID;

-- Search. The texts are not kept a second time: passages are cut from `source` for the hits on screen. Merging is left to
-- the writer's idle time (automerge, crisismerge), so that no edit waits for it. What comes here has been folded
-- (`words::searchable`): words, parted by signs of ASCII that are no letters or digits.
CREATE VIRTUAL TABLE words USING fts5 (
  title, thesis, body, names,
  content = '', contentless_delete = 1, tokenize = "ascii"
);
-- What the words begin with, three letters each: of a word of which so little has been typed, nearly every document
-- has one, and the index above would have to put a thousand lists together.
CREATE VIRTUAL TABLE beginnings USING fts5 (
  start,
  content = '', contentless_delete = 1, detail = none,
  tokenize = "ascii"
);
-- Where more documents match than can be ranked, those come first that have the words here.
CREATE VIRTUAL TABLE heads USING fts5 (
  title, thesis, names,
  content = '', contentless_delete = 1, prefix = '1 2 3',
  tokenize = "ascii"
);
