import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

import { COMMAND, framewise } from './command-line.ts';
import { exportTo } from './exchange.ts';
import { expect, appFolder, test } from './fixtures.ts';
import { openSeed001, selectWords, signAs, tagRows } from './window.ts';

const run = promisify(execFile);

test('what was tagged in the window is converted and counted on the command line', async ({
  run: started,
  folder,
}) => {
  const { page } = started;
  await openSeed001(page);
  for (const [words, digit] of [
    ['“cannot agree”', '1'],
    ['“just, credible and durable peace.”', '1'],
    ['veto power', '2'],
  ] as const) {
    const before = await tagRows(page).count();
    await selectWords(page, words);
    await page.keyboard.press(digit);
    await expect(tagRows(page)).toHaveCount(before + 1);
    if (before === 0) await signAs(page, 'Anna Berg');
  }
  await exportTo(started, path.join(folder, 'tags.json'));

  expect(await framewise(['stats', 'tags.json'], folder)).toMatchObject({
    inputs: [{ tags: 3, byAnnotator: { 'Anna Berg': 3 } }],
  });
  const converted = await framewise(
    ['convert', 'tags.json', '--to', 'doccano', '--out', 'tags.jsonl'],
    folder,
  );
  expect(converted).toMatchObject({
    tags: 3,
    losses: [
      { kind: 'attributes' },
      { kind: 'authors' },
      { kind: 'times' },
      { kind: 'ids' },
      { kind: 'sources' },
      { kind: 'events' },
      { kind: 'codebook' },
    ],
  });
  const [line = ''] = (await readFile(path.join(folder, 'tags.jsonl'), 'utf8')).split('\n');
  const { text, label } = JSON.parse(line) as { text: string; label: [number, number, string][] };
  // Five characters of this article are two units each in UTF-16.
  const points = Array.from(text);
  expect(label.map(([start, end, name]) => [points.slice(start, end).join(''), name])).toEqual([
    ['“cannot agree”', 'Quote'],
    ['“just, credible and durable peace.”', 'Quote'],
    ['veto power', 'Claim'],
  ]);
});

test('a tag whose words are elsewhere is left out and named, or refused where that is asked for', async ({
  folder,
}) => {
  const text = 'He said “no” and left.';
  const spans = [
    { start: 8, end: 12, text: '“no”', label: 'Quote' },
    { start: 0, end: 4, text: '“no”', label: 'Quote' },
  ];
  await writeFile(path.join(folder, 'a.jsonl'), `${JSON.stringify({ text, spans })}\n`);
  const words = [COMMAND, 'convert', 'a.jsonl', '--to', 'native', '--out', 'a.json', '--json'];
  await expect(
    run(process.execPath, [...words, '--strict'], { cwd: folder }),
  ).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('They may be the ones at 8.'),
  });
  await expect(readFile(path.join(folder, 'a.json'), 'utf8')).rejects.toThrow('ENOENT');
  const { stdout, stderr } = await run(process.execPath, words, { cwd: folder });
  expect(JSON.parse(stdout)).toMatchObject({ tags: 1, placed: 1, proposed: 1, orphaned: 0 });
  expect(stderr).toContain('1 tag is left out: 1 with a proposed place');
});

test('an answer that cannot be written is said to be lost', async ({ folder }) => {
  test.skip(process.platform !== 'linux', 'Only Linux has a device that is always full.');
  const words = [process.execPath, COMMAND, 'formats'].map((word) => `'${word}'`).join(' ');
  const done = run('sh', ['-c', `${words} > /dev/full`], { cwd: folder });
  await expect(done).rejects.toMatchObject({
    code: 1,
    stderr: 'The output could not be written: There is no space left.\n',
  });
});

test('npm runs the command line, and standard output is the answer alone', async ({ folder }) => {
  const { stdout } = await run('npm', ['run', '-s', 'cli', '--', 'formats', '--json'], {
    cwd: appFolder,
    env: { ...process.env, INIT_CWD: folder },
  });
  const { formats } = JSON.parse(stdout) as { formats: { name: string }[] };
  expect(formats.map(({ name }) => name)).toContain('webanno-tsv');
});
