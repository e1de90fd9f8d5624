// Reads the style attributes by which word processors say what a web page says with elements.

/** The properties of an element's own style attribute, in lower case. */
export function styleOf(element: Element): Map<string, string> {
  const style = new Map<string, string>();
  const written = element.getAttribute('style');
  if (!written) return style;
  for (const part of written.split(';')) {
    const colon = part.indexOf(':');
    if (colon > 0)
      style.set(
        part.slice(0, colon).trim().toLowerCase(),
        part
          .slice(colon + 1)
          .trim()
          .toLowerCase(),
      );
  }
  return style;
}

/** True or false where the style says so, null where it says nothing. */
export function isBold(style: Map<string, string>): boolean | null {
  const weight = style.get('font-weight');
  if (weight === undefined || weight === 'inherit') return null;
  return weight === 'bold' || weight === 'bolder' || Number(weight) >= 600;
}

export function isItalic(style: Map<string, string>): boolean | null {
  const slant = style.get('font-style');
  if (slant === undefined || slant === 'inherit') return null;
  return slant === 'italic' || slant.startsWith('oblique');
}

export function isHidden(style: Map<string, string>): boolean {
  return style.get('display') === 'none' || style.get('mso-hide') === 'all';
}

export function isStruck(style: Map<string, string>): boolean {
  return ['text-decoration', 'text-decoration-line'].some((name) =>
    style.get(name)?.includes('line-through'),
  );
}

/** The element that raises or lowers words as the style does, or nothing. */
export function raisedAs(style: Map<string, string>): 'sup' | 'sub' | '' {
  const place = style.get('vertical-align');
  return place === 'super' ? 'sup' : place === 'sub' ? 'sub' : '';
}
