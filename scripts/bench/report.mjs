// What was measured, as text for people.

/** @typedef {import('./statistics.mjs').Summary} Summary */
/** @typedef {Partial<Record<string, Summary | number>>} Figures */

/** Columns: the article's name and what it holds. */
const SIZES = {
  small: '3,000 characters, 30 tags',
  medium: '100,000 / 1,000',
  large: '1,000,000 / 10,000',
  sparse: '1,000,000 / 100',
};

/**
 * Targets hold for the large article; `ratio` is that of its p95 and median to the same text with
 * 100 tags.
 * @typedef {{ name: string, title: string, unit: string, target?: { median?: number, p95?: number,
 *   ratio?: number } }} Row
 */

const OPEN = { median: 250 };
const TAG = { median: 8, p95: 16 };
const REVIEW = { p95: 1000 };
const BLOCK = { p95: 50 };
const STEP = { p95: 16 };

/** @type {readonly Row[]} */
const ROWS = [
  { name: 'first open: work', title: 'open from disk, work', unit: 'ms', target: OPEN },
  { name: 'first open: wall', title: 'open from disk to painted, wall', unit: 'ms' },
  { name: 'first open: read', title: '… of which main process, disk and copy', unit: 'ms' },
  { name: 'first open: all work', title: '… work with what is put off', unit: 'ms' },
  { name: 'open again: work', title: 'open again, work', unit: 'ms', target: OPEN },
  { name: 'open again: wall', title: 'open again to painted, wall', unit: 'ms' },
  { name: 'articles:open', title: '… answer of the main process alone', unit: 'ms' },
  { name: 'tag to painted: work', title: 'tag to painted, work', unit: 'ms', target: TAG },
  { name: 'tag to painted: wall', title: 'tag to painted, key to frame', unit: 'ms', target: TAG },
  {
    name: 'details to painted: wall',
    title: '… its details painted, key to frame',
    unit: 'ms',
    target: { p95: 50 },
  },
  { name: 'tag: all work', title: '… work with what is put off', unit: 'ms' },
  {
    name: 'tag to durable',
    title: 'tag to durable, wall',
    unit: 'ms',
    target: { p95: 10, ratio: 1.5 },
  },
  { name: 'delete to painted: work', title: 'delete to painted, work', unit: 'ms' },
  { name: 'delete to painted: wall', title: 'delete to painted, key to frame', unit: 'ms' },
  { name: 'undo to painted: work', title: 'undo to painted, work', unit: 'ms' },
  { name: 'undo to painted: wall', title: 'undo to painted, key to frame', unit: 'ms' },
  { name: 'hit test', title: 'hit test', unit: 'µs', target: { median: 200 } },
  { name: 'scroll frame: work', title: 'scroll, work a frame', unit: 'ms' },
  { name: 'scroll frame: wall', title: 'scroll, frame to frame', unit: 'ms' },
  { name: 'hide a category: work', title: 'hide a category, work', unit: 'ms' },
  { name: 'hide a category: wall', title: 'hide a category, wall', unit: 'ms' },
  { name: 'unrelated DOM change: work', title: 'unrelated DOM change, work', unit: 'ms' },
  { name: 'unrelated DOM change: wall', title: 'unrelated DOM change, wall', unit: 'ms' },
  { name: 'caret move: work', title: 'caret move, work', unit: 'ms' },
  { name: 'caret move: wall', title: 'caret move, key to frame', unit: 'ms' },
  {
    name: 'review, first: wall',
    title: 'open for review from disk, lined up',
    unit: 'ms',
    target: REVIEW,
  },
  {
    name: 'review, again: wall',
    title: 'open for review again, lined up',
    unit: 'ms',
    target: REVIEW,
  },
  {
    name: 'review, opening: longest block',
    title: '… window longest without an answer',
    unit: 'ms',
    target: BLOCK,
  },
  { name: 'review, opening: all work', title: '… work with what is put off', unit: 'ms' },
  {
    name: 'review, entering: wall',
    title: 'annotate to review, lined up',
    unit: 'ms',
    target: REVIEW,
  },
  {
    name: 'review, entering: longest block',
    title: '… window longest without an answer',
    unit: 'ms',
    target: BLOCK,
  },
  { name: 'agreement: wall', title: 'figures of agreement but γ', unit: 'ms', target: REVIEW },
  {
    name: 'agreement: longest block',
    title: '… window longest without an answer',
    unit: 'ms',
    target: BLOCK,
  },
  {
    name: 'agreement, busy: wall',
    title: 'figures of agreement, the other core busy',
    unit: 'ms',
    target: REVIEW,
  },
  {
    name: 'next difference to painted: work',
    title: 'next difference to painted, work',
    unit: 'ms',
    target: STEP,
  },
  {
    name: 'next difference to painted: wall',
    title: 'next difference to painted, key to frame',
    unit: 'ms',
    target: STEP,
  },
  {
    name: 'decision to durable',
    title: 'decision to durable, wall',
    unit: 'ms',
    target: { p95: 10 },
  },
  {
    name: 'decision to painted: work',
    title: 'decision and next difference to painted, work',
    unit: 'ms',
  },
  {
    name: 'decision to painted: wall',
    title: 'decision and next difference to painted, key to frame',
    unit: 'ms',
  },
  { name: 'review: heap', title: 'JavaScript heap that a review adds', unit: 'MB' },
  { name: 'review: heap, short text', title: '… the same tags on a tenth of the text', unit: 'MB' },
  { name: 'import', title: 'import of the file, once', unit: 'ms' },
  { name: 'heap', title: 'JavaScript heap after collection', unit: 'MB' },
  { name: 'DOM nodes', title: 'DOM nodes', unit: '' },
];

/** Rows of the comparison: title, unit, our figure, the peer's. */
const PEER_ROWS = [
  ['open, work', 'ms', 'open again: work', 'open: work'],
  ['open to painted, wall', 'ms', 'open again: wall', 'open: wall'],
  ['add a tag, work', 'ms', 'tag to painted: work', 'tag: work'],
  ['add a tag to painted, wall', 'ms', 'tag to painted: wall', 'tag: wall'],
  ['delete a tag, work', 'ms', 'delete to painted: work', 'delete: work'],
  ['delete a tag to painted, wall', 'ms', 'delete to painted: wall', 'delete: wall'],
  ['hit test', 'µs', 'hit test', 'hit test'],
  ['JavaScript heap', 'MB', 'heap', 'heap'],
  ['DOM nodes', '', 'DOM nodes', 'DOM nodes'],
];
const PEERS = { codemirror: 'CodeMirror 6', recogito: 'Recogito text-annotator 4' };

const NOTES = `Each cell is median / p95. *Work* is the processor time of the window's main thread until the frame was
drawn (\`TaskDuration\` of Chromium's protocol), less what an idle run of the same steps costs; *wall* is
the time until then, through IPC and the disk, in a run without a frame limit. *What is put off* is done when the
window is idle, such as the search for untagged quotations. *Growth* is large ÷ small. Reviews are of two
people's tags, as many each: *longest without an answer* is the longest time that a message of the window
to itself took meanwhile. The *details* of a new tag are drawn in the frame after the tag itself.`;
const PEER_NOTES = `The peers are their text view alone in a page of its own: no list, no margin, no ruler, no history,
no process to ask and no disk. In brackets: the peer's median as a multiple of ours.`;

/**
 * The tables with what they were measured on.
 * @param {{ date: string, machine: string, electron: string, chromium: string, quick: boolean,
 *   figures: Record<string, Figures>,
 *   peers: Record<string, Record<string, Figures | { tooSlow: string }>> | null }} result
 */
export function renderReport({ date, machine, electron, chromium, quick, figures, peers }) {
  const repeated = quick ? '; quick: few repetitions, so p95 says little' : '';
  const parts = [
    `Measured on ${date.slice(0, 10)}: Electron ${electron} (Chromium ${chromium}), ${machine}${repeated}.`,
    renderOwn(figures),
    NOTES,
  ];
  if (peers) parts.push(renderPeers(figures, peers), PEER_NOTES);
  return parts.join('\n\n');
}

function renderOwn(figures) {
  const names = Object.keys(SIZES).filter((name) => name in figures);
  const { small, large, sparse } = figures;
  const header = ['', ...names.map((name) => SIZES[name])];
  if (small && large) header.push('growth');
  if (sparse) header.push('10,000 ÷ 100 tags');
  if (large) header.push('target for the large', '');
  const rows = ROWS.map((row) => {
    const { name, title, unit } = row;
    const cells = [title, ...names.map((each) => renderCell(figures[each][name], unit))];
    if (small && large) cells.push(renderRatio(large[name], small[name]));
    if (sparse) cells.push(renderRatio(large[name], sparse[name], true));
    if (large) cells.push(...renderTarget(row, large[name], sparse?.[name]));
    return cells;
  });
  return renderTable([header, ...rows]);
}

function renderPeers(figures, peers) {
  const rows = Object.keys(SIZES).flatMap((size) =>
    figures[size] && size !== 'sparse'
      ? PEER_ROWS.map(([title, unit, own, theirs]) => [
          `${SIZES[size]}: ${title}`,
          renderCell(figures[size][own], unit),
          ...Object.keys(PEERS).map((peer) => {
            const measured = peers[peer]?.[size];
            if (!measured) return '';
            if ('tooSlow' in measured) return measured.tooSlow;
            const ratio = renderRatio(measured[theirs], figures[size][own]);
            return `${renderCell(measured[theirs], unit)} (${ratio})`;
          }),
        ])
      : [],
  );
  return renderTable([['', 'Framewise, the whole program', ...Object.values(PEERS)], ...rows]);
}

/** @param {string[][]} rows the first is the header */
function renderTable([header, ...rows]) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map((_, index) => (index === 0 ? '---' : '---:')))]
    .concat(rows.map(line))
    .join('\n');
}

/** @param {Summary | number | undefined} figure @param {string} unit */
function renderCell(figure, unit) {
  if (figure === undefined) return '';
  const value =
    typeof figure === 'number'
      ? renderNumber(figure)
      : `${renderNumber(figure.median)} / ${renderNumber(figure.p95)}`;
  return unit === '' ? value : `${value} ${unit}`;
}

function renderNumber(value) {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString('en', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

/** @param {Summary | number | undefined} figure @param {Summary | number | undefined} base */
function renderRatio(figure, base, withP95 = false) {
  if (figure === undefined || base === undefined) return '';
  const ratio = (pick) => {
    const value = pick(figure) / pick(base);
    return Number.isFinite(value) ? `${value >= 10 ? value.toFixed(0) : value.toFixed(1)}×` : '–';
  };
  const medians = ratio((each) => each.median ?? each);
  if (!withP95 || typeof figure === 'number') return medians;
  return `${medians} / ${ratio((each) => each.p95)}`;
}

/** The target in words, and whether it is met. @returns {[string, string]} */
function renderTarget({ target, unit }, figure, sparse) {
  if (!target || typeof figure !== 'object') return ['', ''];
  const checks = [];
  for (const part of ['median', 'p95']) {
    const limit = target[part];
    if (limit === undefined) continue;
    checks.push({ words: `${part} ≤ ${limit} ${unit}`, met: figure[part] <= limit });
  }
  if (target.ratio !== undefined && typeof sparse === 'object') {
    const worst = Math.max(figure.median / sparse.median, figure.p95 / sparse.p95);
    checks.push({ words: `10,000 ÷ 100 tags ≤ ${target.ratio}`, met: worst <= target.ratio });
  }
  return renderChecks(checks);
}

/** @param {{ words: string, met: boolean }[]} checks @returns {[string, string]} */
function renderChecks(checks) {
  const missed = checks.filter(({ met }) => !met);
  const verdict =
    missed.length === 0 ? 'met' : `not met: ${missed.map(({ words }) => words).join(', ')}`;
  return [checks.map(({ words }) => words).join(', '), verdict];
}

/** How many times as long as an empty window a start may take. */
const START_TARGET = 1.5;
const START_NOTES = `Each cell is median / p95. A *start* lasts from the process until the words of an article are on the screen, and
each one is divided by that of an empty window of the same runtime right before it. *Work* is what all its
processes took of the processor until then.`;

/**
 * The table of starts with what it was measured on.
 * @param {{ date: string, machine: string, electron: string, pairs: number,
 *   starts: readonly import('./measure-start.mjs').StartsMeasured[] }} result
 */
export function renderStarts({ date, machine, electron, pairs, starts }) {
  const rows = starts.flatMap(({ title, wall, ratio, work, workRatio }) => {
    const words = `median ≤ ${START_TARGET}`;
    const checks = renderChecks([{ words, met: ratio.median <= START_TARGET }]);
    const byTheClock = [
      `${title}, wall`,
      renderCell(wall, 'ms'),
      renderCell(ratio, '×'),
      ...checks,
    ];
    if (!work || !workRatio) return [byTheClock];
    const cells = [renderCell(work, 'ms'), renderCell(workRatio, '×')];
    return [byTheClock, ['… work of all its processes', ...cells, '', '']];
  });
  return [
    `Measured on ${date.slice(0, 10)}: Electron ${electron}, ${machine}; ${pairs} starts, each right behind that of an empty window.`,
    renderTable([['', 'median / p95', '÷ an empty window', 'target', ''], ...rows]),
    START_NOTES,
  ].join('\n\n');
}

/** Formats that are measured by the clock: they carry tokens, or are packed. */
const BY_THE_CLOCK = new Set(['prodigy', 'cas-json', 'webanno-tsv', 'conll', 'qdpx']);
/** Milliseconds that those may take, and what the others may as a multiple of JSON alone. */
const FORMAT_TARGETS = { clock: 2000, write: 3, read: 5, growth: 12 };

const FORMAT_NOTES = `Each cell is median / p95 of processor time. *Read* is with every check of an import, against the
texts. *JSON* is what \`JSON.stringify\` and \`JSON.parse\` (with the decoding of its bytes) take for the
application’s own file. *Growth* is 1,000,000 characters and 10,000 tags ÷ a tenth of both.`;

/**
 * The table of the exchange formats with what it was measured on.
 * @param {{ date: string, machine: string, node: string, quick: boolean }
 *   & import('./measure-codecs.ts').CodecsMeasured} result
 */
export function renderFormats({ date, machine, node, quick, stringify, parse, codecs }) {
  const repeated = quick ? '; quick: few repetitions, so p95 says little' : '';
  const header = ['', SIZES.large, '÷ JSON', 'growth', 'target', ''];
  const rows = codecs.flatMap(({ name, write, read }) => [
    renderFormat(name, 'write', write, stringify),
    ...(read ? [renderFormat(name, 'read', read, parse)] : []),
  ]);
  const json = [
    ['`JSON.stringify`', renderCell(stringify, 'ms'), '', '', '', ''],
    ['`JSON.parse`', renderCell(parse, 'ms'), '', '', '', ''],
  ];
  return [
    `Measured on ${date.slice(0, 10)}: Node ${node.replace('v', '')}, ${machine}${repeated}.`,
    renderTable([header, ...json, ...rows]),
    FORMAT_NOTES,
  ].join('\n\n');
}

/** @param {string} name @param {'write' | 'read'} what @param {{ large: Summary, medium: Summary }} figures @param {Summary} json */
function renderFormat(name, what, { large, medium }, json) {
  const { clock, growth } = FORMAT_TARGETS;
  const checks = [
    BY_THE_CLOCK.has(name)
      ? { words: `median ≤ ${clock.toLocaleString('en')} ms`, met: large.median <= clock }
      : {
          words: `≤ ${FORMAT_TARGETS[what]}× JSON`,
          met: large.median <= FORMAT_TARGETS[what] * json.median,
        },
    { words: `growth ≤ ${growth}`, met: large.median <= growth * medium.median },
  ];
  return [
    `\`${name}\`, ${what}`,
    renderCell(large, 'ms'),
    renderRatio(large, json),
    renderRatio(large, medium),
    ...renderChecks(checks),
  ];
}

/**
 * A page of the docs with a report between its two marks.
 * @param {string} page @param {string} report @param {'bench' | 'bench-formats'} [name] of the marks
 */
export function putIntoPage(page, report, name = 'bench') {
  const [first, last] = [`<!-- ${name}:start -->`, `<!-- ${name}:end -->`];
  const start = page.indexOf(first);
  const end = page.indexOf(last);
  if (start < 0 || end < start) throw new Error(`The page lacks ${first} and ${last}.`);
  return `${page.slice(0, start + first.length)}\n\n${report}\n\n${page.slice(end)}`;
}
