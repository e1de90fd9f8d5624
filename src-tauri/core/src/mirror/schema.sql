-- The mirror: a disposable index of the folder. No migrations: another version of this file is another mirror.

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

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
CREATE INDEX file_link ON file (id) WHERE link;

CREATE TABLE document (
  id            INTEGER PRIMARY KEY, -- file.id
  kind          INTEGER NOT NULL,    -- 0 question, 1 response, 2 contributor, 3 draft
  slug          TEXT    NOT NULL,
  stem          TEXT    NOT NULL,
  slug_folded   TEXT    NOT NULL,
  stem_folded   TEXT    NOT NULL,
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
  conflict_of   INTEGER              -- file.id of the original, where this is a sync engine's conflict copy of it
);
CREATE INDEX document_slug ON document (kind, slug_folded);
CREATE INDEX document_stem ON document (kind, stem_folded);
CREATE INDEX document_conflict ON document (conflict_of) WHERE conflict_of IS NOT NULL;
CREATE INDEX document_date ON document (kind, instant);

-- The text of the file; the body begins at byte body_at.
CREATE TABLE source (id INTEGER PRIMARY KEY, text TEXT NOT NULL, body_at INTEGER NOT NULL);

-- The last text whose front matter could be read, while the present one cannot.
CREATE TABLE last_good (path TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;

-- What the parser found in one file. Problems of the links are not kept: they are read off `reference`.
CREATE TABLE problem (id INTEGER NOT NULL, line INTEGER, code TEXT NOT NULL, message TEXT NOT NULL);
CREATE INDEX problem_file ON problem (id);

-- References as written, and what each came to.
CREATE TABLE reference (
  id       INTEGER PRIMARY KEY,
  source   INTEGER NOT NULL, -- document.id
  role     INTEGER NOT NULL, -- 0 lists response, 1 answers question, 2 signed by, 3 replies to, 4 revisits
  position INTEGER NOT NULL,
  written  TEXT    NOT NULL,
  folded   TEXT    NOT NULL,
  relation TEXT,
  quote    TEXT,
  outcome  INTEGER NOT NULL  -- 0 missing, 1 exact, 2 loose, 3 ambiguous
);
CREATE INDEX reference_source ON reference (source, role, position);
CREATE INDEX reference_folded ON reference (folded, role);
CREATE INDEX reference_finding ON reference (outcome) WHERE outcome <> 1;

CREATE TABLE resolved (reference INTEGER NOT NULL, target INTEGER NOT NULL, PRIMARY KEY (reference, target)) WITHOUT ROWID;
CREATE INDEX resolved_target ON resolved (target);

-- Paths that a file may be a conflict copy of, from its name alone.
CREATE TABLE conflict_base (id INTEGER NOT NULL, base TEXT NOT NULL, PRIMARY KEY (base, id)) WITHOUT ROWID;
CREATE INDEX conflict_base_id ON conflict_base (id);

-- Search. The texts are not kept a second time: snippets are made from `source` for the hits on screen.
CREATE VIRTUAL TABLE words USING fts5 (
  title, thesis, body, names,
  content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
