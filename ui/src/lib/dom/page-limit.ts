// When a list counts as long: from here on the page leaves out of its layout what is far from the screen.
const MANY = 40;

/** The class for a list of that many rows. */
export function manyClass(rows: number): string | undefined {
  return rows > MANY ? 'many' : undefined;
}
