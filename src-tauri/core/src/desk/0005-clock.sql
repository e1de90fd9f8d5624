-- The clock of a computer can be wrong, and is put right again: what is aged goes by the desk's own time, what is ordered by turns.

-- One row. Ms; see `clock.rs`.
CREATE TABLE clock (
    -- The desk's own time: it never goes backwards, and never far at once.
    own INTEGER NOT NULL,
    -- The computer's time, when it was last looked at.
    last INTEGER NOT NULL
);

-- When a text was kept, by the desk's own time; and which was kept later than which.
ALTER TABLE kept ADD COLUMN own INTEGER NOT NULL DEFAULT 0;
ALTER TABLE kept ADD COLUMN turn INTEGER NOT NULL DEFAULT 0;
UPDATE kept SET turn = id;
CREATE INDEX kept_own ON kept (own);
CREATE INDEX kept_turn ON kept (turn, size);
DROP INDEX kept_at;
CREATE TRIGGER kept_new AFTER INSERT ON kept BEGIN
    UPDATE kept SET own = (SELECT own FROM clock), turn = (SELECT max(turn) FROM kept) + 1 WHERE id = new.id;
END;
CREATE TRIGGER kept_again AFTER UPDATE OF at ON kept BEGIN
    UPDATE kept SET own = (SELECT own FROM clock), turn = (SELECT max(turn) FROM kept) + 1 WHERE id = new.id;
END;

-- Which line of the record was written, or added to, later than which.
ALTER TABLE record ADD COLUMN turn INTEGER NOT NULL DEFAULT 0;
UPDATE record SET turn = id;
CREATE INDEX record_turn ON record (turn);
CREATE TRIGGER record_new AFTER INSERT ON record BEGIN
    UPDATE record SET turn = (SELECT max(turn) FROM record) + 1 WHERE id = new.id;
END;
CREATE TRIGGER record_again AFTER UPDATE OF at ON record WHEN new.at <> old.at BEGIN
    UPDATE record SET turn = (SELECT max(turn) FROM record) + 1 WHERE id = new.id;
END;

-- Which text was read later than which.
ALTER TABLE read_text ADD COLUMN turn INTEGER NOT NULL DEFAULT 0;
UPDATE read_text SET turn = (SELECT count(*) FROM read_text o WHERE o.at < read_text.at OR (o.at = read_text.at AND o.mark <= read_text.mark));
CREATE INDEX read_text_turn ON read_text (turn);
DROP INDEX read_text_at;
CREATE TRIGGER read_text_new AFTER INSERT ON read_text BEGIN
    UPDATE read_text SET turn = (SELECT max(turn) FROM read_text) + 1 WHERE mark = new.mark;
END;
CREATE TRIGGER read_text_again AFTER UPDATE OF at ON read_text BEGIN
    UPDATE read_text SET turn = (SELECT max(turn) FROM read_text) + 1 WHERE mark = new.mark;
END;

-- Which draft was worked on later than which.
ALTER TABLE draft ADD COLUMN turn INTEGER NOT NULL DEFAULT 0;
UPDATE draft SET turn = (SELECT count(*) FROM draft o WHERE o.changed < draft.changed OR (o.changed = draft.changed AND o.id <= draft.id));
CREATE INDEX draft_turn ON draft (turn);
CREATE TRIGGER draft_new AFTER INSERT ON draft BEGIN
    UPDATE draft SET turn = (SELECT max(turn) FROM draft) + 1 WHERE id = new.id;
END;
CREATE TRIGGER draft_again AFTER UPDATE OF changed, discarded ON draft
    WHEN new.changed <> old.changed OR new.discarded IS NOT old.discarded BEGIN
    UPDATE draft SET turn = (SELECT max(turn) FROM draft) + 1 WHERE id = new.id;
END;

-- In which visit it was found to have come or changed, and in which to have gone; and when it went, by the desk's own time. `visits` counts
-- how often a visit was said to last: what is noticed after that belongs to the next number.
ALTER TABLE mark ADD COLUMN noticed_in INTEGER NOT NULL DEFAULT 0;
ALTER TABLE mark ADD COLUMN gone_in INTEGER;
ALTER TABLE mark ADD COLUMN gone_own INTEGER;
INSERT INTO value SELECT 'visits', '1' FROM value WHERE name = 'visit';
UPDATE mark SET noticed_in = 1 + (noticed > coalesce((SELECT CAST(value AS INTEGER) FROM value WHERE name = 'visit'), 0)) WHERE noticed > 0;
UPDATE mark SET gone_in = 1 + (gone > coalesce((SELECT CAST(value AS INTEGER) FROM value WHERE name = 'visit'), 0)), gone_own = 0
    WHERE gone IS NOT NULL;
DROP INDEX mark_noticed;
DROP INDEX mark_gone;
CREATE INDEX mark_noticed_in ON mark (noticed_in) WHERE noticed_in > 0;
CREATE INDEX mark_gone_in ON mark (gone_in) WHERE gone_in IS NOT NULL;
CREATE TRIGGER mark_new AFTER INSERT ON mark WHEN new.noticed > 0 OR new.gone IS NOT NULL BEGIN
    UPDATE mark SET
        noticed_in = CASE WHEN noticed > 0 THEN 1 + coalesce((SELECT CAST(value AS INTEGER) FROM value WHERE name = 'visits'), 0) ELSE 0 END,
        gone_in = CASE WHEN gone IS NOT NULL THEN 1 + coalesce((SELECT CAST(value AS INTEGER) FROM value WHERE name = 'visits'), 0) END,
        gone_own = CASE WHEN gone IS NOT NULL THEN (SELECT own FROM clock) END
    WHERE id = new.id;
END;
CREATE TRIGGER mark_noticed AFTER UPDATE OF noticed ON mark WHEN new.noticed <> old.noticed BEGIN
    UPDATE mark SET
        noticed_in = CASE WHEN noticed > 0 THEN 1 + coalesce((SELECT CAST(value AS INTEGER) FROM value WHERE name = 'visits'), 0) ELSE 0 END
    WHERE id = new.id;
END;
CREATE TRIGGER mark_gone AFTER UPDATE OF gone ON mark WHEN new.gone IS NOT old.gone BEGIN
    UPDATE mark SET
        gone_in = CASE WHEN gone IS NOT NULL THEN 1 + coalesce((SELECT CAST(value AS INTEGER) FROM value WHERE name = 'visits'), 0) END,
        gone_own = CASE WHEN gone IS NOT NULL THEN (SELECT own FROM clock) END
    WHERE id = new.id;
END;
