import { render, screen } from '@testing-library/svelte';
import { beforeEach, expect, test } from 'vitest';

import { card, person, responsePage } from '../../testing/examples';
import { fakeProgram } from '../../testing/fake-program';

import ResponsePage from './ResponsePage.svelte';

beforeEach(() => void fakeProgram({}));

test('a response names its question, its authors with their bios, and what comes next', () => {
  const other = card({ path: 'responses/next.md', title: 'The next one' });
  const people = [
    person({ bioHtml: '<p>Jane Doe teaches.</p>' }),
    person({ path: 'contributors/ali.md', name: 'Ali Reza', bioHtml: '<p>Ali Reza writes.</p>' }),
  ];
  render(ResponsePage, {
    page: responsePage({ card: card({ people }), others: [other], next: 'responses/next.md' }),
  });
  expect(screen.getByRole('link', { name: 'Should courts defer?' }).getAttribute('href')).toBe(
    '#/question/questions/deference.md',
  );
  for (const text of [
    'They should not.',
    'Jane Doe teaches.',
    'Ali Reza writes.',
    'The authors',
    'Next response',
  ]) {
    screen.getByText(text);
  }
});

test('what it replies to and the replies to it are told apart, with the passage', () => {
  const reply = { quote: 'Expertise is not authority.', slug: 'x', card: card({ title: 'Other' }) };
  render(ResponsePage, {
    page: responsePage({
      repliesTo: [{ ...reply, relation: 'rebuts' }],
      replies: [{ ...reply, relation: 'concedes' }],
    }),
  });
  screen.getByText('Rebuts');
  screen.getByText('Conceded to by');
  expect(screen.getAllByText('Expertise is not authority.')).toHaveLength(2);
});

test('one who replies twice, and two headings of one name, are all shown', () => {
  const reply = { relation: 'rebuts', slug: 'x', card: card({ title: 'Other' }) };
  const twice = [
    { ...reply, quote: 'First passage.' },
    { ...reply, quote: 'Second passage.' },
  ];
  const heading = { level: 2, id: 'same', text: 'The same' };
  render(ResponsePage, {
    page: responsePage({ repliesTo: twice, replies: twice, contents: [heading, heading] }),
  });
  expect(screen.getAllByText('Second passage.')).toHaveLength(2);
  expect(screen.getAllByText('The same')).toHaveLength(2);
});

test('a reply to what is not in the folder says which', () => {
  render(ResponsePage, {
    page: responsePage({ repliesTo: [{ relation: null, quote: null, slug: 'not-here', card: null }] }),
  });
  screen.getByText('Replies to');
  screen.getByText('“not-here” is not in the folder.');
});

test('contents are listed from two headings on', () => {
  const heading = (id: string) => ({ level: 2, id, text: id });
  const html = '<h2 id="one">one</h2><h2 id="two">two</h2>';
  const first = render(ResponsePage, { page: responsePage({ html, contents: [heading('one')] }) });
  expect(screen.queryByText('Contents')).toBeNull();
  first.unmount();
  render(ResponsePage, { page: responsePage({ html, contents: [heading('one'), heading('two')] }) });
  screen.getByText('Contents');
});

test('a text that could not be read as a document is shown as it stands', () => {
  const { container } = render(ResponsePage, {
    page: responsePage({ raw: true, html: '---\ntitle: <b>x\n' }),
  });
  expect(container.querySelector('pre')?.textContent).toBe('---\ntitle: <b>x\n');
});

test('when the text changes, what is the same stays the same element', async () => {
  const { container, rerender } = render(ResponsePage, {
    page: responsePage({ html: '<p>one</p><p>two</p>' }),
  });
  const second = container.querySelectorAll('.text p')[1];
  await rerender({ page: responsePage({ html: '<p>one, mended</p><p>two</p>' }) });
  expect(container.querySelector('.text p')?.textContent).toBe('one, mended');
  expect(container.querySelectorAll('.text p')[1]).toBe(second);
});
