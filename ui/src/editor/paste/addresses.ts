// Decides which addresses of links and pictures come along: those on the web and those of letters, nothing that acts.
const WEB = /^(?:https?:)\/\//i;
const LETTER = /^mailto:/i;
/** Addresses through which Google and Microsoft lead links, and the name of the real one in them. */
const DETOURS: [host: RegExp, name: string][] = [
  [/^(?:www\.)?google\.[a-z.]+\/url$/, 'q'],
  [/\.safelinks\.protection\.outlook\.com\/$/, 'url'],
];

/** Cleans the addresses of `root`; a link without a good one becomes its words, a picture goes: how many of these did. */
export function keepAddresses(root: HTMLElement): number {
  for (const link of root.querySelectorAll('a')) {
    const address = writtenAddress(link.getAttribute('href') ?? '');
    if (address === null || link.textContent.trim() === '') {
      if (!link.querySelector('img')) link.replaceWith(...link.childNodes);
      else link.removeAttribute('href');
    } else {
      if (link.textContent.trim() === address) link.setAttribute('data-bare', '');
      link.setAttribute('href', address);
      link.removeAttribute('title');
    }
  }
  let gone = 0;
  for (const image of root.querySelectorAll('img')) {
    const address = writtenAddress(image.getAttribute('src') ?? '');
    if (address !== null && WEB.test(address)) {
      image.setAttribute('src', address);
      continue;
    }
    image.remove();
    // Pages set pictures of one point to space things, or to count their readers.
    if (image.width !== 1 && image.height !== 1) gone += 1;
  }
  return gone;
}

/** The address as it can be written between round brackets, or null where it is not let in. */
export function writtenAddress(href: string): string | null {
  // A browser reads an address without these characters, so `java\nscript:` is what it looks like.
  // eslint-disable-next-line no-control-regex
  const plain = href.replace(/[\u0000-\u001f]/g, '').trim();
  if (!WEB.test(plain) && !LETTER.test(plain)) return null;
  return betweenBrackets(direct(plain));
}

/** An address without the signs that would end it, make a table of its line, or be carried out by Jekyll. */
export function betweenBrackets(address: string): string {
  return address.replace(
    /[\s()<>\\"|{}`]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}

function direct(address: string): string {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return address;
  }
  for (const [place, name] of DETOURS) {
    const real = place.test(url.host + url.pathname) ? url.searchParams.get(name) : null;
    if (real && WEB.test(real)) return real;
  }
  return address;
}
