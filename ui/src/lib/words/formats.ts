// Days, hours and counts as people write them.
import { getLocale } from '$lib/paraglide/runtime';

/** English is written day first, with the month as a word: the same day to everyone. */
const LOCALES: Record<string, string> = { en: 'en-GB' };

function locale(): string {
  const own = getLocale();
  return LOCALES[own] ?? own;
}

/** `2021-05-24` as "24 May 2021", the day as written in whatever zone. What is no day stays as it is. */
export function dayInWords(day: string): string {
  const date = dateOf(day);
  return date ? new Intl.DateTimeFormat(locale(), { dateStyle: 'long', timeZone: 'UTC' }).format(date) : day;
}

/** `2021-05-24` as "May 2021", where room is scarce. */
export function monthInWords(day: string): string {
  const date = dateOf(day);
  const form = { month: 'short', year: 'numeric', timeZone: 'UTC' } as const;
  return date ? new Intl.DateTimeFormat(locale(), form).format(date) : day;
}

/** The hour and minute of `time`, as the clock on the wall: "14:02". */
export function clock(time: Date): string {
  return new Intl.DateTimeFormat(locale(), { hour: '2-digit', minute: '2-digit' }).format(time);
}

/** To the second, where several things happened in one minute: "14:02:31". */
export function clockToSecond(time: Date): string {
  const form = { hour: '2-digit', minute: '2-digit', second: '2-digit' } as const;
  return new Intl.DateTimeFormat(locale(), form).format(time);
}

/** The day of `time` as the calendar on the wall has it: "24 May 2021". */
export function dayOf(time: Date): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: 'long' }).format(time);
}

/** `2021-05-24` of the calendar on the wall at `now`. */
export function dayOnWall(now: Date): string {
  const figures = (number: number, length: number) => String(number).padStart(length, '0');
  return `${figures(now.getFullYear(), 4)}-${figures(now.getMonth() + 1, 2)}-${figures(now.getDate(), 2)}`;
}

/** Days before it at which a deadline is worth a word in a list. */
const SOON = 7;

export interface Deadline {
  /** How many days are left; fewer than none when it is past. */
  days: number;
  /** "today", "tomorrow", "in 12 days" or "2 days ago". */
  distance: string;
  /** "Friday 27 November", with its year where that is another one. */
  day: string;
}

/** Whether a deadline is near enough, and not past, to be shown in a list. */
export function isSoon(day: string | null, today: string): boolean {
  const left = day === null ? null : deadline(day, today);
  return left !== null && left.days >= 0 && left.days <= SOON;
}

/** How far the calendar day `day` is from the day `today`, both as they are called, wherever that is. Null: it is no day. */
export function deadline(day: string, today: string): Deadline | null {
  const [date, now] = [dateOf(day), dateOf(today)];
  if (!date || !now) return null;
  // Both are midnights of a calendar without summer time.
  const days = Math.round((date.getTime() - now.getTime()) / 86_400_000);
  const year = date.getUTCFullYear() === now.getUTCFullYear() ? {} : ({ year: 'numeric' } as const);
  const form = { weekday: 'long', day: 'numeric', month: 'long', ...year, timeZone: 'UTC' } as const;
  return {
    days,
    distance: new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' }).format(days, 'day'),
    day: new Intl.DateTimeFormat(locale(), form).format(date),
  };
}

/** "14:02" for today, "yesterday, 14:02", else "24 May 2021, 14:02". */
export function moment(time: Date, now: Date): string {
  const midnight = (of: Date) => new Date(of).setHours(0, 0, 0, 0);
  const days = Math.round((midnight(time) - midnight(now)) / 86_400_000);
  if (days === 0) return clock(time);
  const recent = new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' });
  return `${days === -1 ? recent.format(days, 'day') : dayOf(time)}, ${clock(time)}`;
}

/** From when to when something lasted: "14:02–14:31", "24 May 2021, 14:02–14:31"; within one minute as a moment. */
export function stretch(from: Date, to: Date, now: Date): string {
  const [begun, ended] = [moment(from, now), clock(to)];
  return begun.endsWith(ended) ? begun : `${begun}–${ended}`;
}

/** "Jane Doe, Ali Reza and Mei Lin". */
export function listed(names: string[]): string {
  return new Intl.ListFormat(locale(), { type: 'conjunction' }).format(names);
}

/** "0.3 seconds", "32 seconds", "1 minute, 12 seconds". */
export function duration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 10) return inUnits(Math.max(0.1, Math.round(seconds * 10) / 10), 'second');
  const whole = Math.round(seconds);
  if (whole < 60) return inUnits(whole, 'second');
  const parts = [inUnits(Math.floor(whole / 60), 'minute')];
  if (whole % 60) parts.push(inUnits(whole % 60, 'second'));
  return new Intl.ListFormat(locale(), { type: 'unit' }).format(parts);
}

/** "1,420". */
export function figure(count: number): string {
  return new Intl.NumberFormat(locale()).format(count);
}

/** "812 bytes", "14 kB", "3.2 MB". */
export function fileSize(bytes: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
  let step = 0;
  let shown = bytes;
  while (shown >= 1000 && step < units.length - 1) {
    shown /= 1000;
    step += 1;
  }
  const form = { style: 'unit', unit: units[step], unitDisplay: step === 0 ? 'long' : 'short' } as const;
  return new Intl.NumberFormat(locale(), {
    ...form,
    maximumFractionDigits: shown < 10 && step > 0 ? 1 : 0,
  }).format(shown);
}

export interface ListedPart {
  text: string;
  /** Which name it is; null for what is between names. */
  index: number | null;
}

/** "Jane Doe, Ali Reza and Mei Lin", in pieces. */
export function listedParts(names: string[]): ListedPart[] {
  let index = 0;
  return new Intl.ListFormat(locale(), { type: 'conjunction' })
    .formatToParts(names)
    .map(({ type, value }) => ({ text: value, index: type === 'element' ? index++ : null }));
}

/** The first letters of the first and the last name, without titles such as "Dr". */
export function initials(name: string): string {
  const words = name
    .split(/\s+/)
    .filter(
      (word) => /^\p{L}/u.test(word) && !/^(dr|prof|professor|mr|mrs|ms|sir|hon|honorable)\.?$/i.test(word),
    );
  const [first, last] = [words[0], words.length > 1 ? words.at(-1) : undefined];
  return [first, last].map((word) => (word ? [...word][0]?.toLocaleUpperCase() : '')).join('');
}

function inUnits(count: number, unit: 'minute' | 'second'): string {
  return new Intl.NumberFormat(locale(), { style: 'unit', unit, unitDisplay: 'long' }).format(count);
}

function dateOf(day: string): Date | null {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? [];
  if (!year || !month || !date) return null;
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(date)));
  return Number.isNaN(at.getTime()) ? null : at;
}

/** Words as they are set between quotation marks of ours: marks of their own become single ones. */
export function inQuotes(words: string): string {
  let count = 0;
  return words.replace(/["“”„«»]/g, () => (++count % 2 === 1 ? '‘' : '’'));
}
