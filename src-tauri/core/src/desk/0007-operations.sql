-- What is, or was, done to several files at once, or can be undone: written down before the first of them is touched. Texts are packed by zstd.

CREATE TABLE operation (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    -- publish, unpublish, list-again, undo (of one of these), settle, settle-draft, unsettle (undo of `settle`), share
    kind TEXT NOT NULL,
    -- begun, done, taken-back (it could not be finished), undone (the person took it back)
    state TEXT NOT NULL,
    draft INTEGER REFERENCES draft,
    -- The operation that this one undoes.
    undoes INTEGER REFERENCES operation,
    -- Of a conflict: the document that it is about, what both texts had come from, and the person's.
    about TEXT,
    base BLOB,
    mine BLOB,
    -- What else belongs to its kind: `Extra` as JSON.
    extra TEXT NOT NULL
);
CREATE INDEX operation_begun ON operation (id) WHERE state = 'begun';
CREATE TABLE operation_file (
    operation INTEGER NOT NULL REFERENCES operation,
    number INTEGER NOT NULL,
    -- Inside the folder; else in `drafts/` beside this database.
    in_folder INTEGER NOT NULL,
    path TEXT NOT NULL,
    -- Null where there is no such file. Both the same where it is only looked at.
    before BLOB,
    after BLOB,
    PRIMARY KEY (operation, number)
) WITHOUT ROWID;
-- Whose doing a change is, is asked by the path of the file.
CREATE INDEX operation_file_path ON operation_file (path, operation);

-- Publications keep their numbers. What was begun has named its temporary files after them, and after the desk's own number.
CREATE TEMP TABLE numbered AS SELECT coalesce((SELECT value FROM value WHERE name = 'number'), '') AS number;
INSERT INTO operation (id, at, kind, state, draft, undoes, extra)
    SELECT id, at, what, state, draft, undoes, json_object(
        'draft_before', json(draft_before), 'draft_after', json(draft_after),
        'tokens', json(CASE state WHEN 'begun' THEN json_array('publish-' || n.number || printf('-%x', id), printf('%x-%x', at, id)) ELSE '[]' END))
    FROM publication, numbered n ORDER BY id;
INSERT INTO operation_file SELECT publication, number, in_folder, path, before, after FROM publication_file;

-- Settlements follow them, and remember the number that the person was told. The undoing of one is an operation of its own.
CREATE TEMP TABLE moved AS SELECT id AS was, id + coalesce((SELECT max(id) FROM publication), 0) AS id FROM settlement;
INSERT INTO operation (id, at, kind, state, draft, about, base, mine, extra)
    SELECT m.id, s.at, CASE WHEN s.draft IS NULL THEN 'settle' ELSE 'settle-draft' END,
        CASE s.state WHEN 'undoing' THEN 'done' ELSE s.state END, s.draft,
        (SELECT path FROM settlement_file f WHERE f.settlement = s.id AND before IS NOT NULL ORDER BY number LIMIT 1),
        s.base, s.mine, json_object('made', s.made, 'was', s.id,
        'tokens', json(CASE s.state WHEN 'begun' THEN json_array('settle-' || n.number || printf('-%x', s.id)) ELSE '[]' END))
    FROM numbered n, settlement s JOIN moved m ON m.was = s.id ORDER BY s.id;
INSERT INTO operation_file
    SELECT m.id, f.number, coalesce(d.shared, 1), f.path, f.before, f.after
    FROM settlement_file f JOIN settlement s ON s.id = f.settlement JOIN moved m ON m.was = s.id LEFT JOIN draft d ON d.id = s.draft;
INSERT INTO operation (at, kind, state, undoes, about, extra)
    SELECT o.at, 'unsettle', 'begun', o.id, o.about, json_object('tokens', json_array('settle-' || n.number || printf('-%x', m.was)))
    FROM numbered n, settlement s JOIN moved m ON m.was = s.id JOIN operation o ON o.id = m.id WHERE s.state = 'undoing' ORDER BY s.id;
-- The last file comes first, and its temporary file was numbered so, too.
INSERT INTO operation_file
    SELECT u.id, (SELECT max(number) FROM operation_file l WHERE l.operation = u.undoes) - f.number, f.in_folder, f.path, f.after, f.before
    FROM operation u JOIN operation_file f ON f.operation = u.undoes WHERE u.kind = 'unsettle';

-- A draft that was being shared: `private name` + newline + `path in the folder`. Its text was kept as a version before. Where the draft is
-- held to be shared already, only its private file may be left.
CREATE TEMP TABLE sharing AS
    SELECT d.id AS draft, d.shared, substr(v.value, 1, instr(v.value, char(10)) - 1) AS private,
        substr(v.value, instr(v.value, char(10)) + 1) AS path, t.text, t.hash, t.at
    FROM value v JOIN draft d ON v.name = 'sharing-' || d.id
    JOIN version t ON t.id = (SELECT max(id) FROM version WHERE draft = d.id)
    WHERE instr(v.value, char(10)) > 0;
INSERT INTO operation (at, kind, state, draft, extra)
    SELECT s.at, 'share', 'begun', s.draft, json_object(
        'draft_before', CASE s.shared WHEN 0 THEN json_object('file', s.private, 'shared', json('false'), 'revises', d.revises,
            'base', CAST(d.base AS TEXT), 'hash', d.hash) END,
        'draft_after', CASE s.shared WHEN 0 THEN json_object('file', s.path, 'shared', json('true'), 'revises', d.revises,
            'base', CAST(d.base AS TEXT), 'hash', s.hash) END,
        'tokens', json_array('draft-' || n.number || '-' || s.draft))
    FROM numbered n, sharing s JOIN draft d ON d.id = s.draft ORDER BY s.draft;
INSERT INTO operation_file
    SELECT o.id, 0, 1, s.path, NULL, s.text FROM operation o JOIN sharing s ON s.draft = o.draft WHERE o.kind = 'share' AND NOT s.shared;
INSERT INTO operation_file
    SELECT o.id, 1, 0, s.private, s.text, NULL FROM operation o JOIN sharing s ON s.draft = o.draft WHERE o.kind = 'share';
DELETE FROM value WHERE name IN (SELECT 'sharing-' || id FROM draft);

-- What wrote a text that is looked after: what published it, and what has settled it since.
ALTER TABLE looked_after RENAME COLUMN publication TO published;
ALTER TABLE looked_after RENAME COLUMN settlement TO settled;
UPDATE looked_after SET settled = (SELECT id FROM moved WHERE was = settled);

DROP TABLE numbered;
DROP TABLE sharing;
DROP TABLE moved;
DROP TABLE publication_file;
DROP TABLE publication;
DROP TABLE settlement_file;
DROP TABLE settlement;
