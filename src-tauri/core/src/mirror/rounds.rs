//! Responses that `reveal: after-mine` hides from a reader. They are computed again after each change of the
//! mirror, and every query leaves them out, so that no page can show one by mistake.
//!
//! A document is hidden if it answers such a question (by the question's list or by its own word) while the
//! reader has no published response to that question. A reader without a participant sees everything.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use arguendo_text::names;
use rusqlite::Connection;
use rusqlite::functions::FunctionFlags;

use super::rows::{DocumentRow, Role};
use super::{MirrorError, Reader};
use crate::content::document::{self, Document};
use crate::content::kind::Kind;
use crate::content::rounds::{Participant, Round};
use crate::content::site_config::SiteConfig;

/// Who reads, and what is hidden from them.
pub(super) struct Rounds {
    participant: Option<Participant>,
    /// The state of the mirror for which the hidden documents were computed, as SQLite's data version.
    known: Cell<Option<i64>>,
    /// A transaction is open, so nothing can change.
    is_one_moment: Cell<bool>,
    /// While this is set, nothing is hidden.
    is_regardless: Cell<bool>,
    found: Arc<Mutex<Found>>,
}

/// The result of the computation.
#[derive(Default)]
struct Found {
    standing: BTreeMap<i64, Round>,
    /// Each hidden document, with the question that hides it.
    hidden: HashMap<i64, i64>,
}

impl Found {
    fn is_closed(&self, question: i64) -> bool {
        self.standing.get(&question) == Some(&Round::Closed)
    }
}

fn lock(found: &Mutex<Found>) -> MutexGuard<'_, Found> {
    found.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Rounds {
    pub(super) fn of(connection: &Connection) -> rusqlite::Result<Self> {
        let found = Arc::<Mutex<Found>>::default();
        let flags = FunctionFlags::SQLITE_UTF8;
        let asked = Arc::clone(&found);
        connection.create_scalar_function("hidden", 1, flags, move |arguments| {
            Ok(lock(&asked).hidden.contains_key(&arguments.get::<i64>(0)?))
        })?;
        let asked = Arc::clone(&found);
        connection.create_scalar_function("closed", 1, flags, move |arguments| {
            Ok(lock(&asked).is_closed(arguments.get(0)?))
        })?;
        Ok(Self {
            participant: None,
            known: Cell::new(None),
            is_one_moment: Cell::new(false),
            is_regardless: Cell::new(false),
            found,
        })
    }
}

impl Reader {
    /// Sets the participant who reads, from whom responses may be hidden. Without a participant, everything
    /// is visible.
    pub fn read_as(&mut self, participant: Option<Participant>) {
        if self.rounds.participant != participant {
            self.rounds.participant = participant;
            self.rounds.known.set(None);
            *lock(&self.rounds.found) = Found::default();
        }
    }

    /// Runs `ask` with nothing hidden.
    ///
    /// # Errors
    /// As `ask`.
    pub fn regardless<T>(&self, ask: impl FnOnce() -> Result<T, MirrorError>) -> Result<T, MirrorError> {
        let before = self.rounds.is_regardless.replace(true);
        let answer = ask();
        self.rounds.is_regardless.set(before);
        answer
    }

    /// Whether any question has `reveal: after-mine`.
    ///
    /// # Errors
    /// An error of SQLite; the same holds for every method here.
    pub fn has_rounds(&self) -> Result<bool, MirrorError> {
        are_in(&self.connection)
    }

    /// Whether the round of a question is open or closed to the reader; none if its responses are shown to
    /// everybody, or there is no participant.
    pub fn round(&self, question: i64) -> Result<Option<Round>, MirrorError> {
        self.look()?;
        Ok(lock(&self.rounds.found).standing.get(&question).copied())
    }

    /// Whether the responses to any question are hidden.
    pub fn has_closed_rounds(&self) -> Result<bool, MirrorError> {
        self.look()?;
        let found = lock(&self.rounds.found);
        Ok(found.standing.values().any(|round| *round == Round::Closed))
    }

    /// The question that hides a document; none if the document is not hidden.
    pub fn hidden_by(&self, id: i64) -> Result<Option<DocumentRow>, MirrorError> {
        let question = self.question_that_hides(id)?;
        question.map_or(Ok(None), |question| self.document(question))
    }

    /// The question that hides the document at `path`; none if it is not hidden or does not exist.
    pub fn hidden_at(&self, path: &str) -> Result<Option<DocumentRow>, MirrorError> {
        let row = self.regardless(|| self.document_at(path))?;
        row.map_or(Ok(None), |row| self.hidden_by(row.id))
    }

    pub(super) fn is_hidden(&self, id: i64) -> Result<bool, MirrorError> {
        Ok(!self.rounds.is_regardless.get() && self.question_that_hides(id)?.is_some())
    }

    fn question_that_hides(&self, id: i64) -> Result<Option<i64>, MirrorError> {
        self.look()?;
        Ok(lock(&self.rounds.found).hidden.get(&id).copied())
    }

    /// The SQL condition that leaves out hidden documents. It is empty, and so costs nothing, if none are
    /// hidden. `id` is the column with the document's id.
    pub(super) fn and_shown(&self, id: &str) -> Result<String, MirrorError> {
        self.look()?;
        if self.rounds.is_regardless.get() || lock(&self.rounds.found).hidden.is_empty() {
            return Ok(String::new());
        }
        Ok(format!(" AND NOT hidden({id})"))
    }

    /// How many documents are hidden.
    pub(super) fn count_hidden(&self) -> Result<usize, MirrorError> {
        self.look()?;
        Ok(lock(&self.rounds.found).hidden.len())
    }

    /// Called inside a transaction: until [`Self::end_moment`], the hidden documents need not be computed
    /// again.
    pub(super) fn begin_moment(&self) -> Result<(), MirrorError> {
        self.look()?;
        self.rounds.is_one_moment.set(true);
        Ok(())
    }

    pub(super) fn end_moment(&self) {
        self.rounds.is_one_moment.set(false);
    }

    /// Computes the hidden documents, if the mirror has changed since.
    fn look(&self) -> Result<(), MirrorError> {
        let rounds = &self.rounds;
        let Some(participant) = rounds
            .participant
            .as_ref()
            .filter(|_| !rounds.is_one_moment.get())
        else {
            return Ok(());
        };
        let version: i64 = self
            .connection
            .prepare_cached("PRAGMA data_version")?
            .query_row([], |row| row.get(0))?;
        if rounds.known.get() == Some(version) {
            return Ok(());
        }
        // The queries of this function must not call it again.
        rounds.is_one_moment.set(true);
        let worked_out = self.regardless(|| self.worked_out(participant));
        rounds.is_one_moment.set(false);
        *lock(&rounds.found) = worked_out?;
        rounds.known.set(Some(version));
        Ok(())
    }

    fn worked_out(&self, participant: &Participant) -> Result<Found, MirrorError> {
        let mut found = Found::default();
        if !self.has_rounds()? {
            return Ok(found);
        }
        let broken = self.broken()?;
        let mine = match &participant.writes_as {
            Some(me) => self.signed_by(me, &broken)?,
            None => BTreeSet::new(),
        };
        for (question, path) in self.questions_with_rounds()? {
            let answering = self.answering(question, &broken)?;
            let has_mine = self.has_published(answering.intersection(&mine))?;
            let round = match (has_mine, participant.shown.contains(&path)) {
                (true, _) => Round::Open,
                (false, true) => Round::Shown,
                (false, false) => Round::Closed,
            };
            found.standing.insert(question, round);
            if round == Round::Closed {
                let hidden = &mut found.hidden;
                hidden.extend(answering.difference(&mine).map(|id| (*id, question)));
            }
        }
        for (copy, original) in self.copies()? {
            if let Some(question) = found
                .hidden
                .get(&original)
                .copied()
                .filter(|_| !mine.contains(&copy))
            {
                found.hidden.insert(copy, question);
            }
        }
        Ok(found)
    }

    fn questions_with_rounds(&self) -> Result<Vec<(i64, String)>, MirrorError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT d.id, f.path FROM document d JOIN file f USING (id) WHERE d.reveal AND d.kind = 0
             AND d.conflict_of IS NULL",
        )?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// All responses to a question, by either side's word, including drafts and unpublished ones.
    fn answering(&self, question: i64, broken: &[Broken]) -> Result<BTreeSet<i64>, MirrorError> {
        let mut found = BTreeSet::new();
        for sql in [
            "SELECT x.target FROM reference r JOIN resolved x ON x.reference = r.id WHERE r.source = ?1 AND r.role = 0",
            "SELECT r.source FROM resolved x JOIN reference r ON r.id = x.reference WHERE x.target = ?1 AND r.role = 1",
            // During a first reading, references are resolved only now and then.
            "SELECT r.source FROM document q JOIN reference r ON r.key IN (q.slug_key, q.stem_key) AND r.role = 1
             WHERE q.id = ?1 AND NOT EXISTS (SELECT 1 FROM resolved x WHERE x.reference = r.id)",
            "SELECT d.id FROM reference r JOIN document d ON d.slug_key = r.key AND d.kind = 1
             WHERE r.source = ?1 AND r.role = 0 AND NOT EXISTS (SELECT 1 FROM resolved x WHERE x.reference = r.id)",
        ] {
            found.extend(self.ids(sql, question)?);
        }
        if broken.is_empty() {
            return Ok(found);
        }
        // A response that cannot be read at present still answers the question that it answered before, or
        // that it names now.
        let Some(row) = self.document(question)? else {
            return Ok(found);
        };
        let mut called = vec![names::fold(&row.slug), names::fold(names::stem_of(&row.path))];
        if let Some(own) = broken.iter().find(|broken| broken.id == question) {
            called.push(names::fold(&own.says.slug));
            for response in &own.says.responses {
                let named = self.named(Kind::Response, response)?;
                found.extend(named.iter().map(|row| row.id));
            }
            found.extend(self.naming(Role::Answers, &own.says.slug)?);
        }
        let names_it = |broken: &&Broken| {
            let named = broken.says.question.as_deref().map(names::fold);
            named.is_some_and(|named| called.contains(&named))
        };
        found.extend(broken.iter().filter(names_it).map(|broken| broken.id));
        Ok(found)
    }

    /// All documents that a contributor signs.
    fn signed_by(&self, me: &str, broken: &[Broken]) -> Result<BTreeSet<i64>, MirrorError> {
        let mut mine: BTreeSet<i64> = self.naming(Role::SignedBy, me)?.into_iter().collect();
        let is_me = |name: &str| names::fold(name) == names::fold(me);
        for person in self.named(Kind::Contributor, me)? {
            if is_me(&person.slug) {
                mine.extend(self.ids(
                    "SELECT r.source FROM resolved x JOIN reference r ON r.id = x.reference
                     WHERE x.target = ?1 AND r.role = 2",
                    person.id,
                )?);
            }
        }
        let signed = |broken: &&Broken| broken.says.contributors.iter().any(|name| is_me(name));
        mine.extend(broken.iter().filter(signed).map(|broken| broken.id));
        Ok(mine)
    }

    /// Documents with a reference written exactly like this name, after folding.
    fn naming(&self, role: Role, name: &str) -> Result<Vec<i64>, MirrorError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT source, written FROM reference WHERE key = ?1 AND role = ?2")?;
        let rows = statement.query_map([names::key(name), role.number()], |row| {
            Ok((row.get(0)?, row.get::<_, String>(1)?))
        })?;
        let mut found = Vec::new();
        for row in rows {
            let (source, written) = row?;
            if names::fold(&written) == names::fold(name) {
                found.push(source);
            }
        }
        Ok(found)
    }

    fn has_published<'a>(&self, mut ids: impl Iterator<Item = &'a i64>) -> Result<bool, MirrorError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM document WHERE id = ?1 AND kind = 1 AND published AND conflict_of IS NULL)",
        )?;
        ids.try_fold(false, |has, id| {
            Ok(has || statement.query_row([id], |row| row.get(0))?)
        })
    }

    fn copies(&self) -> Result<Vec<(i64, i64)>, MirrorError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT id, conflict_of FROM document WHERE conflict_of IS NOT NULL")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Documents whose front matter cannot be read at present, and what they still say.
    fn broken(&self) -> Result<Vec<Broken>, MirrorError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT d.id, d.kind, f.path FROM document d JOIN file f USING (id) WHERE d.broken AND d.kind <> 2",
        )?;
        let rows = statement
            .query_map([], |row| {
                Ok((
                    row.get(0)?,
                    super::rows::kind(row.get(1)?),
                    row.get::<_, String>(2)?,
                ))
            })?
            .collect::<Result<Vec<_>, _>>()?;
        let config = SiteConfig::default();
        let mut broken = Vec::new();
        for (id, kind, path) in rows {
            let text = match self.last_good(&path)? {
                Some(text) => Some(text),
                None => super::rows::body(&self.connection, &self.texts, id)?,
            };
            let says = document::salvaged(kind, &path, &text.unwrap_or_default(), &config);
            broken.push(Broken { id, says });
        }
        Ok(broken)
    }
}

/// Whether any question has `reveal: after-mine`.
pub(super) fn are_in(connection: &Connection) -> Result<bool, MirrorError> {
    let mut statement = connection.prepare_cached("SELECT EXISTS (SELECT 1 FROM document WHERE reveal)")?;
    Ok(statement.query_row([], |row| row.get(0))?)
}

struct Broken {
    id: i64,
    says: Document,
}
