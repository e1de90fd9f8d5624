// Guesses the last name in a name, to sort by; the person can write another.

/** Little words that belong to the name after them. */
const BEFORE = /^(?:van|von|der|den|de|del|della|di|da|dos|du|la|le|al|el|bin|ibn|ter|ten)$/i;

/** "Jean de La Fontaine" is sorted by "de La Fontaine", "Dr Jane Doe Jr" by "Doe". */
export function guessedLastName(name: string): string {
  const words = name.trim().split(/\s+/);
  while (words.length > 2 && /^(?:jr|sr|ii|iii|iv|phd|kc|qc)\.?,?$/i.test(words.at(-1) ?? '')) words.pop();
  if (words.length < 2) return '';
  let from = words.length - 1;
  while (from > 1 && BEFORE.test(words[from - 1] ?? '')) from -= 1;
  return words.slice(from).join(' ').replace(/,$/, '');
}
