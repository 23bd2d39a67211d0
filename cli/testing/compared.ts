import {
  lines,
  MAYOR,
  MAYOR_ANN,
  MAYOR_LINE,
  NURSE,
  NURSE_ANN,
  NURSE_LINE,
  type CallCase,
  type ReadCase,
} from './cases.ts';

const OTHER_LINE = lines({
  text: MAYOR,
  label: [
    [19, 32, 'Quote'],
    [60, 67, 'Framing'],
  ],
});
const two = { 'anna/all.jsonl': MAYOR_LINE, 'bert/all.jsonl': OTHER_LINE };
const both = ['anna/all.jsonl', 'bert/all.jsonl'];
const task = (name: string) =>
  lines({ text: MAYOR, spans: [{ start: 18, end: 33, label: 'Quote' }], _annotator_id: name });

/** Whose tags are whose. */
export const WHOSE: readonly ReadCase[] = [
  {
    name: 'two people’s files of one name, by what tells their folders apart',
    files: two,
    given: both,
    articles: 1,
    tags: ['anna: quote “we will build”', 'bert: quote we will build', 'bert: framing a dream'],
  },
  {
    name: 'two people’s files in one folder',
    files: { 'c/anna/all.jsonl': MAYOR_LINE, 'c/bert/all.jsonl': OTHER_LINE },
    articles: 1,
    tags: ['anna: quote “we will build”', 'bert: quote we will build', 'bert: framing a dream'],
  },
  {
    name: 'people as they are named in the call',
    files: two,
    given: [...both, '--annotator', 'anna/all.jsonl=Anna B.', '--annotator', 'bert/all.jsonl=Bert'],
    articles: 1,
    tags: ['Anna B.: quote “we will build”', 'Bert: quote we will build', 'Bert: framing a dream'],
  },
  {
    name: 'one person for all files',
    files: { 'a.jsonl': MAYOR_LINE, 'b.jsonl': NURSE_LINE },
    given: ['a.jsonl', 'b.jsonl', '--annotator', 'Carla'],
    articles: 2,
    tags: ['Carla: quote “we will build”', 'Carla: quote “nobody is ill”'],
  },
  {
    name: 'people of whom brat names nobody',
    files: { 'm.txt': MAYOR, 'm.a.ann': MAYOR_ANN, 'm.b.ann': 'T1\tFraming 60 67\ta dream\n' },
    given: ['m.txt', 'm.a.ann', 'm.b.ann', '--annotator', 'm.b.ann=Berta'],
    articles: 1,
    tags: ['a: quote “we will build”', 'Berta: framing a dream'],
  },
  {
    name: 'people of whom one has tagged less than the other',
    files: {
      ...{ 'c/m.txt': MAYOR, 'c/m.anna.ann': MAYOR_ANN, 'c/n.txt': NURSE },
      ...{ 'c/m.bert.ann': 'T1\tFraming 60 67\ta dream\n', 'c/n.anna.ann': NURSE_ANN },
    },
    articles: 2,
    tags: ['anna: quote “we will build”', 'bert: framing a dream', 'anna: quote “nobody is ill”'],
  },
  {
    name: 'an article whose name begins like that of another one',
    files: {
      ...{ 'm.txt': MAYOR, 'm.anna.ann': MAYOR_ANN },
      ...{ 'm.2.txt': NURSE, 'm.2.anna.ann': NURSE_ANN },
    },
    articles: 2,
    tags: ['anna: quote “we will build”', 'anna: quote “nobody is ill”'],
  },
  {
    name: 'a folder for each article, with a file for each person',
    files: {
      ...{ 'c/m/text.txt': MAYOR, 'c/m/anna.ann': MAYOR_ANN },
      ...{ 'c/m/bert.ann': 'T1\tFraming 60 67\ta dream\n' },
    },
    articles: 1,
    tags: ['anna: quote “we will build”', 'bert: framing a dream'],
  },
  {
    name: 'a text with a file for each person, none of which is called like it',
    files: { 'm.txt': MAYOR, 'anna.ann': MAYOR_ANN, 'bert.ann': 'T1\tFraming 60 67\ta dream\n' },
    articles: 1,
    tags: ['anna: quote “we will build”', 'bert: framing a dream'],
  },
  {
    name: 'people whom the file names, whatever is said in the call',
    files: { 'a.jsonl': task('Dora') },
    given: ['a.jsonl', '--annotator', 'a.jsonl=Emil'],
    articles: 1,
    tags: ['Dora: quote “we will build”'],
  },
];

/** A task with one tag of the first user of a server. */
const ofFirstUser = (start: number, end: number, label: string) =>
  lines({
    ...{ id: 1, data: { text: MAYOR } },
    annotations: [
      {
        completed_by: 1,
        result: [
          {
            ...{ id: 'r', type: 'labels', from_name: 'label', to_name: 'text' },
            value: { start, end, labels: [label] },
          },
        ],
      },
    ],
  });
const numbered = {
  'anna/tasks.json': ofFirstUser(18, 33, 'Quote'),
  'bert/tasks.json': ofFirstUser(60, 67, 'Framing'),
};

/** What people are compared on. */
export const COMPARED: readonly CallCase[] = [
  {
    name: 'the first users of two servers are said to be one until somebody names them',
    files: numbered,
    call: ['agree', ...Object.keys(numbered)],
    exit: 1,
    says: [/all tags in these files are of user 1\. --annotator FILE=NAME says whose a file is\./u],
  },
  {
    name: 'the first users of two servers are who somebody says that they are',
    files: numbered,
    call: [
      'agree',
      ...Object.keys(numbered),
      ...['--annotator', 'anna/tasks.json=Anna', '--annotator', 'bert/tasks.json=Bert'],
    ],
    exit: 0,
    prints: [/^Anna and Bert$/mu],
  },
  {
    name: 'agreement of two files of one name',
    files: two,
    call: ['agree', ...both],
    exit: 0,
    prints: [/^anna and bert$/mu, /overlap F1 1\.00/u],
  },
  ...[
    // Bert has not read the nurse, in whatever way that is in the folder.
    ['without a file', {}, /on 1 item/u] as const,
    // An empty file is that of somebody who has read it and found nothing.
    ['with an empty file', { 'c/bert/n.ann': '' }, /on 2 items|exact F1 0\.67/u] as const,
  ].map(([how, more, prints]): CallCase => ({
    name: `agreement in a folder on what both have read, ${how} of one of them`,
    files: {
      ...{ 'c/m.txt': MAYOR, 'c/n.txt': NURSE },
      ...{ 'c/anna/m.ann': MAYOR_ANN, 'c/bert/m.ann': MAYOR_ANN, 'c/anna/n.ann': NURSE_ANN },
      ...more,
    },
    call: ['agree', 'c'],
    exit: 0,
    prints: [prints],
  })),
  {
    name: 'the differences of two files of one name',
    files: two,
    call: ['pair', ...both],
    exit: 0,
    prints: [/: 2 items\n {2}boundary\tquote\t18-33.*\n {2}only-b\tframing\t60-67/u],
  },
  {
    name: 'the counts of two files of one name',
    files: two,
    call: ['stats', ...both],
    exit: 0,
    prints: [/by anna: 1 tag/u, /by bert: 2 tags/u],
  },
  ...['agree', 'pair'].flatMap((command): readonly CallCase[] => [
    {
      name: `${command} of a text with and without its last line end`,
      files: {
        'a.jsonl': MAYOR_LINE,
        'b.jsonl': lines({ text: MAYOR.trimEnd(), label: [[18, 33, 'Quote']] }),
      },
      call: [command, 'a.jsonl', 'b.jsonl'],
      exit: 1,
      says: [
        /^a and b have no text in common: a has 1 article, b has 1 article\.$/mu,
        /“The mayor .*” is there in two versions that differ at the end: a has 1 line end, b has nothing there\./u,
      ],
    },
    {
      name: `${command} of a text that was changed in the middle`,
      files: {
        'a.jsonl': MAYOR_LINE,
        'b.jsonl': lines({ text: MAYOR.replace('noon', 'night'), label: [[18, 33, 'Quote']] }),
      },
      call: [command, 'a.jsonl', 'b.jsonl'],
      exit: 1,
      says: [/differ at character 39: a has “oon”, b has “ight”\./u],
    },
    ...[
      [
        'line ends',
        (text: string) => text.replaceAll('\n', '\r\n'),
        /differ in line ends alone: a has LF, b has CR LF \(of Windows\)\./u,
      ] as const,
      [
        'a byte order mark',
        (text: string) => `\ufeff${text}`,
        /differ at the beginning: a has nothing there, b has a byte order mark\./u,
      ] as const,
      [
        'a space',
        (text: string) => text.replace(' ', '\u00a0'),
        /differ at character 4: a has white space \(U\+0020\), b has white space \(U\+00A0\)\./u,
      ] as const,
      [
        'how a letter is written',
        (text: string) => text.normalize('NFD'),
        /differ at character 3: a has “.” \(U\+00E9\), b has “..” \(U\+0065 U\+0301\)\./u,
      ] as const,
    ].map(([what, change, says]): CallCase => {
      const text = what === 'how a letter is written' ? `Thé. ${MAYOR}` : MAYOR;
      return {
        name: `${command} of texts that differ in ${what}`,
        files: {
          'a.jsonl': lines({ text, label: [[18, 33, 'Quote']] }),
          'b.jsonl': lines({ text: change(text), label: [[18, 33, 'Quote']] }),
        },
        call: [command, 'a.jsonl', 'b.jsonl'],
        exit: 1,
        says: [says],
      };
    }),
    {
      name: `${command} of texts that have nothing to do with each other`,
      files: {
        'a.jsonl': MAYOR_LINE,
        'b.jsonl': lines({ text: 'Rain fell.', label: [[0, 4, 'Quote']] }),
      },
      call: [command, 'a.jsonl', 'b.jsonl'],
      exit: 1,
      says: [/a and b have no text in common/u],
      saysNot: [/versions/u],
    },
    {
      name: `${command} of a text without a tag of anybody`,
      files: {
        'a.jsonl': lines({ text: MAYOR, label: [] }),
        'b.jsonl': lines({ text: MAYOR, label: [] }),
      },
      call: [command, 'a.jsonl', 'b.jsonl'],
      exit: 1,
      says: [/a and b have 1 article in common, and no tags on it\./u],
    },
    {
      name: `${command} of one text in common and one in two versions`,
      files: {
        'a.jsonl': MAYOR_LINE + NURSE_LINE,
        'b.jsonl': MAYOR_LINE + NURSE_LINE.replace(' in May', ' in July'),
      },
      call: [command, 'a.jsonl', 'b.jsonl'],
      exit: 1,
      prints: [command === 'agree' ? /exact F1 1\.00 on 1 item/u : /The mayor.*: 1 item/u],
      says: [/“The nurse .*” is there in two versions that differ at character/u],
    },
    {
      name: `${command} of one person’s files`,
      files: { 'a.jsonl': MAYOR_LINE },
      call: [command, 'a.jsonl'],
      exit: 1,
      says: [/two annotators.*--annotator FILE=NAME says whose a file is/iu],
    },
  ]),
  ...['agree', 'pair', 'stats'].map((command): CallCase => ({
    name: `what was cancelled and predicted, which is no tag: ${command}`,
    files: {
      'a.json': JSON.stringify([
        {
          ...labelStudioTask('a1'),
          predictions: labelStudioTask('m').annotations,
        },
      ]),
      'b.json': JSON.stringify([
        {
          ...labelStudioTask('b'),
          annotations: [
            ...labelStudioTask('b').annotations,
            { ...labelStudioTask('c123').annotations[0], was_cancelled: true },
          ],
        },
      ]),
    },
    call: [command, 'a.json', 'b.json'],
    exit: 0,
    prints: [/./u],
    says: [/1 tag that a program predicted/u, /1 tag of annotations that were cancelled/u],
  })),
  {
    name: 'those of whoever has a file of Label Studio that names nobody',
    files: {
      'anna/p.json': JSON.stringify([ofNobody(labelStudioTask('a1'))]),
      'bert/p.json': JSON.stringify([ofNobody(labelStudioTask('b2'))]),
    },
    call: ['stats', 'anna/p.json', 'bert/p.json'],
    exit: 0,
    prints: [/by anna: 1 tag\n(?:.*\n)*.*by bert: 1 tag/u],
  },
  ...['convert', 'validate'].map((command): CallCase => ({
    name: `what a file takes back, which is kept and no tag that stands: ${command}`,
    files: {
      'a.jsonl': lines({
        text: MAYOR,
        spans: [{ start: 18, end: 33, label: 'Quote' }],
        answer: 'reject',
      }),
    },
    call: [command, 'a.jsonl', ...(command === 'convert' ? ['--to', 'w3c', '--out', 'b'] : [])],
    exit: 0,
    prints: [/1 of these tags is rejected or ignored in the file itself/u],
  })),
  {
    name: 'two people of one name, told apart by a number',
    files: {
      'a.json': JSON.stringify(['a1', 'a2'].map((id) => labelStudioTask(id))),
    },
    call: ['stats', 'a.json'],
    exit: 0,
    prints: [/ {2}by Ana@x: 1 tag\n {2}by Ana@x \(2\): 1 tag|by .*: 1 tag\n.*by .*: 1 tag/u],
  },
  {
    name: 'a name for a file that was not named',
    files: { 'a.jsonl': MAYOR_LINE },
    call: ['stats', 'a.jsonl', '--annotator', 'b.jsonl=Bert'],
    exit: 2,
    says: [/No file of --annotator b\.jsonl=Bert is among .*: a\.jsonl\./u],
  },
];

function ofNobody(task: ReturnType<typeof labelStudioTask>) {
  return { ...task, annotations: task.annotations.map(({ result }) => ({ result })) };
}

/** A task of Label Studio that somebody of an id has tagged. */
function labelStudioTask(email: string) {
  const value = { start: 18, end: 33, text: '“we will build”', labels: ['Quote'] };
  const result = [{ id: email, from_name: 'label', to_name: 'text', type: 'labels', value }];
  const completed_by = { id: email.length, email, first_name: 'Ana', last_name: '' };
  return { id: 1, data: { text: MAYOR }, annotations: [{ completed_by, result }] };
}
