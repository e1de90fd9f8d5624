import { render, screen } from '@testing-library/svelte';
import { beforeEach, expect, test } from 'vitest';

import { card, person, unread } from '../testing/examples';
import { fakeProgram } from '../testing/fake-program';

import { news } from '$lib/state/news.svelte';

import Card from './Card.svelte';

beforeEach(() => void fakeProgram({}));

test('a card names its author, title, length and date, and leads to the response', () => {
  render(Card, { card: card() });
  const link = screen.getByRole('link', { name: 'Expertise is not authority' });
  expect(link.getAttribute('href')).toBe('#/response/responses/expertise.md');
  expect(screen.getByRole('link', { name: 'Jane Doe' }).getAttribute('href')).toBe(
    '#/contributor/contributors/jane-doe.md',
  );
  for (const text of [
    'Professor of Law, York',
    '1,420 words',
    '7 min',
    '24 May 2021',
    'It begins like this.',
  ]) {
    screen.getByText(text);
  }
});

test('a thesis takes the place of the excerpt', () => {
  render(Card, { card: card({ thesis: 'Expertise is earned, authority is given.' }) });
  screen.getByText('Expertise is earned, authority is given.');
  expect(screen.queryByText('It begins like this.')).toBeNull();
});

test('a stance is said in a word, beside its shape', () => {
  const { container } = render(Card, { card: card({ stance: 'Yes' }) });
  screen.getByText('Stance: Yes');
  expect(container.querySelector('.stance svg')).not.toBeNull();
});

test('co-authors are all named, without one’s position standing for all', () => {
  const people = [person(), person({ name: 'Ali Reza', path: null }), person({ name: 'Mei Lin' })];
  const { container } = render(Card, { card: card({ people }) });
  expect(container.querySelector('.names')?.textContent).toBe('Jane Doe, Ali Reza and Mei Lin');
  expect(screen.queryByRole('link', { name: 'Ali Reza' })).toBeNull();
  expect(screen.queryByText('Professor of Law, York')).toBeNull();
});

test('a photo comes from the folder, and initials stand in where it fails', async () => {
  const people = [person({ image: 'uploads/jane doe.jpg' })];
  const { container } = render(Card, { card: card({ people }) });
  const image = container.querySelector('img');
  expect(image?.getAttribute('src')).toBe('content://localhost/uploads%2Fjane%20doe.jpg');
  image?.dispatchEvent(new Event('error'));
  await Promise.resolve();
  expect(container.querySelector('.portrait')?.textContent.trim()).toBe('JD');
});

test('what is unusual is said: scheduled, only pointing back, being edited', () => {
  render(Card, { card: card({ scheduled: true, link: 'points-back' }) });
  screen.getByText('Scheduled');
  screen.getByText('Names this question, but is not in its list');
  render(Card, { card: card({ broken: true }) });
  screen.getByText(/cannot be read at present/);
});

test('a card says that it is unread, or that it has changed', async () => {
  fakeProgram({ news: () => ({ since: null, unread: [unread()], fresh: 0 }) });
  await news.read();
  render(Card, { card: card() });
  screen.getByText('Unread');
  fakeProgram({ news: () => ({ since: null, unread: [unread({ why: 'changed', read: 1 })], fresh: 0 }) });
  await news.read();
  await screen.findByText('Changed since you read it');
  news.leave();
});
