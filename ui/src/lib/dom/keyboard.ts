// What a key is called, whatever script the keyboard types: by what is written on it, else by its place.

/** What the keys of a keyboard of the United States type, by place: alone, and with Shift. */
const SIGNS: Readonly<Record<string, string>> = {
  Backquote: '`~',
  Digit1: '1!',
  Digit2: '2@',
  Digit3: '3#',
  Digit4: '4$',
  Digit5: '5%',
  Digit6: '6^',
  Digit7: '7&',
  Digit8: '8*',
  Digit9: '9(',
  Digit0: '0)',
  Minus: '-_',
  Equal: '=+',
  BracketLeft: '[{',
  BracketRight: ']}',
  Backslash: '\\|',
  Semicolon: ';:',
  Quote: '\'"',
  Comma: ',<',
  Period: '.>',
  Slash: '/?',
};

const NAMED = /^[A-Z][A-Za-z0-9]+$/;
const LETTER_OR_DIGIT = /^[a-z0-9]$/i;
const LETTER = /^\p{L}+$/u;
const LATIN = /^\p{Script=Latin}+$/u;

/** The last letter that was typed was none of the Latin script: so are the signs beside the letters. */
let typesOtherScript = false;
/** AltGr is held: WebKitGTK does not report it with the keys that are pressed meanwhile. */
let holdsAltGr = false;

/** Notes which script the keyboard types, and whether AltGr is held, until the returned function is called. */
export function watchKeyboard(): () => void {
  const down = ({ key }: KeyboardEvent) => {
    if (key === 'AltGraph') holdsAltGr = true;
    else if (!NAMED.test(key) && LETTER.test(key)) typesOtherScript = !LATIN.test(key);
  };
  const up = ({ key }: KeyboardEvent) => {
    if (key === 'AltGraph') holdsAltGr = false;
  };
  const left = () => (holdsAltGr = false);
  addEventListener('keydown', down, { capture: true });
  addEventListener('keyup', up, { capture: true });
  addEventListener('blur', left);
  return () => {
    removeEventListener('keydown', down, { capture: true });
    removeEventListener('keyup', up, { capture: true });
    removeEventListener('blur', left);
    typesOtherScript = holdsAltGr = false;
  };
}

/** AltGr chooses another sign: it makes no command of a key. */
export function choosesSign(event: KeyboardEvent): boolean {
  return holdsAltGr || event.getModifierState('AltGraph');
}

/**
 * What a key may be called, the likeliest first: as the keyboard has it, then by its place. A place counts only where the keyboard
 * has no such name of its own: a Latin layout that moves letters, such as Dvorak or AZERTY, goes by what is written on its keys.
 */
export function namesOf(event: KeyboardEvent): string[] {
  const byPlace = placeOf(event);
  return byPlace === null || byPlace === event.key ? [event.key] : [event.key, byPlace];
}

/** The key's name by its place; null where its own name is all it has. */
export function placeOf({ key, code, shiftKey }: KeyboardEvent): string | null {
  if (NAMED.test(key) ? key !== 'Unidentified' : LETTER_OR_DIGIT.test(key)) return null;
  const isOther = LETTER.test(key) ? !LATIN.test(key) : typesOtherScript || key === 'Unidentified';
  // The upper row holds accented letters on some Latin keyboards, and signs; everybody knows it as the row of digits.
  if (!isOther && !code.startsWith('Digit')) return null;
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter) return shiftKey ? letter : letter.toLowerCase();
  return SIGNS[code]?.[shiftKey ? 1 : 0] ?? null;
}
