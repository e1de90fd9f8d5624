-- A person's own writing about one folder. Times are ms since 1970. Hashes are xxh3 of bytes, as signed 64-bit numbers.

-- What a person is writing, or has written here and published.
CREATE TABLE draft (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    -- Private: the file's name in `drafts/` beside this database. Shared: its path in the folder.
    file TEXT NOT NULL,
    shared INTEGER NOT NULL DEFAULT 0,
    -- The response that it is published as; then it has no file of its own.
    published_as TEXT,
    -- The published response that it is to replace, and its bytes when the draft was begun.
    revises TEXT,
    base BLOB,
    -- The file's bytes, as last written or read here; null before the first time.
    hash INTEGER,
    created INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    -- Put away by the person: not in the list, and its versions can be got back.
    discarded INTEGER
);

-- Changes that the file does not hold yet, in order.
CREATE TABLE change (
    draft INTEGER NOT NULL REFERENCES draft ON DELETE CASCADE,
    sequence INTEGER NOT NULL,
    at INTEGER NOT NULL,
    -- `Typed` as JSON, or a whole text that took the place of the one before.
    what TEXT NOT NULL,
    PRIMARY KEY (draft, sequence)
) WITHOUT ROWID;

-- What they are changes of: the file's bytes before the first of them, packed by zstd.
CREATE TABLE change_start (
    draft INTEGER PRIMARY KEY REFERENCES draft ON DELETE CASCADE,
    text BLOB NOT NULL
);

-- Whole states of a draft's file.
CREATE TABLE version (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    draft INTEGER NOT NULL REFERENCES draft,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    name TEXT,
    words INTEGER NOT NULL,
    added INTEGER NOT NULL,
    removed INTEGER NOT NULL,
    hash INTEGER NOT NULL,
    -- The file's bytes, packed by zstd.
    text BLOB NOT NULL
);
CREATE INDEX version_draft ON version (draft, id);

-- What was, or is being, done to several files at once: written before the first of them is touched.
CREATE TABLE publication (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    draft INTEGER REFERENCES draft,
    at INTEGER NOT NULL,
    -- publish, unpublish, undo
    what TEXT NOT NULL,
    -- begun, done, taken-back (it could not be finished), undone (the person took it back)
    state TEXT NOT NULL,
    -- The publication that this one undoes.
    undoes INTEGER REFERENCES publication,
    -- What the draft's row was before, as JSON.
    draft_before TEXT,
    -- And what it is to be after.
    draft_after TEXT
);
CREATE TABLE publication_file (
    publication INTEGER NOT NULL REFERENCES publication,
    number INTEGER NOT NULL,
    -- Inside the folder; else in `drafts/` beside this database.
    in_folder INTEGER NOT NULL,
    path TEXT NOT NULL,
    -- Bytes, packed by zstd; null where there is no such file.
    before BLOB,
    after BLOB,
    PRIMARY KEY (publication, number)
) WITHOUT ROWID;

-- Passages quoted into a draft.
CREATE TABLE quote (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    draft INTEGER NOT NULL REFERENCES draft,
    path TEXT NOT NULL,
    exact TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    -- The passage's words stood in the document this once.
    once INTEGER NOT NULL,
    hash INTEGER NOT NULL,
    at INTEGER NOT NULL
);
CREATE INDEX quote_draft ON quote (draft, id);

-- Words that the person says are right: in a language, or in one draft only.
CREATE TABLE word (
    word TEXT NOT NULL,
    language TEXT NOT NULL DEFAULT '',
    draft INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (word, language, draft)
) WITHOUT ROWID;

-- Who the person writes as (`me`: a slug), the profile not yet published (`profile`, JSON), and the like.
CREATE TABLE value (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;
