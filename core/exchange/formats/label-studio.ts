import { compareTags, type Annotation } from '../../tags/tag.ts';
import { CodePointMap } from '../../text/code-points.ts';
import type { Attribute, Codebook } from '../../codebook/codebook.ts';
import { err, ok, type Result } from '../../result.ts';
import { uuidV5 } from '../../uuid-v5.ts';
import type {
  Codec,
  CodecError,
  CodecTools,
  InputFile,
  WriteOptions,
  Written,
} from '../content/codec.ts';
import {
  annotatorNames,
  attributeNames,
  categoryNames,
  DETAIL_NAMES,
  knownDetails,
  nameAmong,
  setsByArticle,
  type NameAttribute,
} from '../content/content-lookup.ts';
import { countLosses } from '../content/count-losses.ts';
import { latin1 } from '../containers/latin1.ts';
import { plainTag } from './lines/labelled-spans.ts';
import { LossCounter } from '../content/losses.ts';
import { sortedEntries } from '../../collections/order.ts';
import type { ExchangeContent } from '../content/content.ts';
import { isRecord, readJson } from '../content/read-file.ts';
import {
  NOTHING_READ,
  type LooseArticle,
  type LooseAuthor,
  type LooseContent,
  type LooseTag,
  type ReadRefusal,
} from '../content/loose.ts';

/**
 * Label Studio's tasks in JSON (1.x) with the labeling configuration that they need, offsets in
 * code points; what has no offset unit of its own, as exports before 2021, is read by its words.
 * Known to break importers: `completed_by` with anybody whom the server does not know, for which it
 * refuses the whole file; it is therefore `null`, and who it was stands in `annotator` beside it.
 */
export const LABEL_STUDIO: Codec = {
  name: 'label-studio',
  title: 'Label Studio (JSON with configuration)',
  extension: 'json',
  output: 'folder',
  unit: 'code points',
  text: 'always',
  write: writeTasks,
  recognise: (files) => {
    const [file, ...others] = files.filter((each) => !isConfiguration(each));
    if (!file || others.length > 0) return 0;
    const { bytes } = file;
    const beginning = latin1(bytes.subarray(0, 4096));
    if (!/^(?:\u00ef\u00bb\u00bf)?\s*[[{]/u.test(beginning)) return 0;
    // Texts are long: what tells the format may stand before or after the first and the last.
    const ends = beginning + latin1(bytes.subarray(Math.max(0, bytes.length - 4096)));
    const has = (...names: string[]): boolean => names.some((name) => ends.includes(`"${name}"`));
    const isTask = has('data') && has('annotations', 'completions', 'predictions');
    return (has('from_name') && has('to_name')) || isTask ? 0.9 : 0;
  },
  read: readTasks,
};

/** Namespace of the ids of regions after the first of a tag. */
const NAMESPACE = '4a1c8a55-0f0a-4f0e-9b7e-6f9b1d0a3c52';

/** Names of the elements of the configuration, which results refer to. */
const LABELS = 'label';
const TEXT = 'text';

function writeTasks(
  content: ExchangeContent,
  options: WriteOptions,
  { sha1 }: CodecTools,
): Written {
  const { articles, codebook } = content;
  const losses = countLosses(content, [
    'attribute-spans',
    'parked-attributes',
    'confidence',
    'times',
    'boilerplate',
    'events',
    'decisions',
    'comments',
    'adjudicated',
  ]);
  if (articles.length === 0) return { files: [], losses: losses.list() };
  const sets = setsByArticle(content);
  const names = categoryNames(codebook);
  const people = annotatorNames(content, options);
  const controls = controlsOf(codebook);
  const nameAttribute = attributeNames(codebook);
  const tasks = articles.map(({ id, text, details }, index) => {
    const map = new CodePointMap(text);
    return {
      id: index + 1,
      data: {
        text,
        ...knownDetails(details),
        sha256: id,
      },
      annotations: (sets.get(id) ?? [])
        .filter(({ annotations }) => annotations.length > 0)
        .map(({ annotator, annotations }) => ({
          completed_by: null,
          annotator: { id: annotator, name: people.get(annotator) ?? '' },
          was_cancelled: false,
          result: annotations.toSorted(compareTags).flatMap((annotation) => {
            if (annotation.fragments.length > 1) losses.add('fragments');
            const label = names.get(annotation.category) ?? annotation.category;
            return writeRegions(annotation, label, { nameAttribute, controls, map, sha1 });
          }),
        })),
      predictions: [],
    };
  });
  return {
    files: [
      {
        path: 'tasks.json',
        content: `[\n${tasks.map((task) => JSON.stringify(task)).join(',\n')}\n]\n`,
      },
      { path: 'labeling-config.xml', content: writeConfiguration(codebook, controls) },
    ],
    losses: losses.list(),
  };
}

interface RegionContext extends Pick<CodecTools, 'sha1'> {
  readonly nameAttribute: NameAttribute;
  readonly controls: Controls;
  readonly map: CodePointMap;
}

/** One region for each part of a tag, each with the attributes: a region is one stretch of text. */
function writeRegions(
  annotation: Annotation,
  label: string,
  { nameAttribute, controls, map, sha1 }: RegionContext,
): object[] {
  const values = sortedEntries(annotation.attributes).filter(([, value]) => value !== '');
  return annotation.fragments.flatMap((fragment, index) => {
    const id = index === 0 ? annotation.id : uuidV5(NAMESPACE, `${annotation.id} ${index}`, sha1);
    const start = map.toCodePoint(fragment.start);
    const end = map.toCodePoint(fragment.end);
    const text = fragment.exact;
    const result = (from_name: string, type: string, value: object) => ({
      id,
      from_name,
      to_name: TEXT,
      type,
      origin: 'manual',
      value,
    });
    const region = result(LABELS, 'labels', { start, end, text, labels: [label] });
    const answers = values.map(([attribute, written]) => {
      const { value } = nameAttribute(annotation.category, attribute, written);
      const name = controlName(attribute);
      return controls.get(attribute)?.type === 'choices'
        ? result(name, 'choices', { start, end, text, choices: [value] })
        : result(name, 'textarea', { start, end, text: [value] });
    });
    const note = annotation.note === '' ? {} : { meta: { text: [annotation.note] } };
    return [{ ...region, ...note }, ...answers];
  });
}

/** What results call an attribute: its id, unless labels or the text are called so. */
function controlName(attribute: string): string {
  return [LABELS, TEXT].includes(attribute) ? `${attribute}_` : attribute;
}

function attributeName(control: string): string {
  return [LABELS, TEXT].some((each) => control === `${each}_`) ? control.slice(0, -1) : control;
}

/** How an attribute is asked for; categories that have one of the same id share it. */
interface Control {
  readonly type: 'choices' | 'textarea';
  /** Of the first category that has it. */
  readonly label: string;
  /** Names of categories and of values. */
  readonly labels: readonly string[];
  readonly values: readonly string[];
}

type Controls = ReadonlyMap<string, Control>;

function controlsOf(codebook: Codebook): Controls {
  const names = categoryNames(codebook);
  const controls = new Map<string, Control>();
  for (const category of codebook.categories) {
    for (const attribute of category.attributes) {
      const { id, type, label } = attribute;
      const known = controls.get(id);
      const isChoice = type === 'enum' && (known === undefined || known.type === 'choices');
      controls.set(id, {
        type: isChoice ? 'choices' : 'textarea',
        label: known?.label ?? label,
        labels: [...(known?.labels ?? []), names.get(category.id) ?? category.id],
        values: [...new Set([...(known?.values ?? []), ...valueNames(attribute)])],
      });
    }
  }
  return controls;
}

function valueNames({ values = [] }: Attribute): string[] {
  return values.map((value) => nameAmong(values, value));
}

/** The configuration of a project into which the tasks can be loaded. */
function writeConfiguration(codebook: Codebook, controls: Controls): string {
  const names = categoryNames(codebook);
  const lines = codebook.categories.map(({ id, color, hotkey }) =>
    element('Label', {
      value: names.get(id) ?? id,
      background: color.light,
      ...(hotkey === undefined ? {} : { hotkey }),
    }),
  );
  const asked = Array.from(controls, ([id, { type, label, labels, values }]) => {
    const attributes = {
      name: controlName(id),
      toName: TEXT,
      perRegion: 'true',
      // Names are separated by commas there; one with a comma in it cannot be told from two.
      ...(labels.some((each) => each.includes(','))
        ? {}
        : { whenTagName: LABELS, whenLabelValue: labels.join(',') }),
    };
    const control =
      type === 'textarea'
        ? `    ${element('TextArea', { ...attributes, maxSubmissions: '1', editable: 'true' })}`
        : [
            `    ${opening('Choices', { ...attributes, choice: 'single' })}`,
            ...values.map((value) => `      ${element('Choice', { value })}`),
            '    </Choices>',
          ].join('\n');
    return [
      `  ${opening('View', { visibleWhen: 'region-selected' })}`,
      `    ${element('Header', { value: label })}`,
      control,
      '  </View>',
    ].join('\n');
  });
  // Two hyphens would end the comment.
  const comment = `${codebook.name} (${codebook.id}), version ${codebook.version}`.replaceAll(
    '--',
    '‐‐',
  );
  return [
    '<View>',
    `  <!-- Codebook: ${comment} -->`,
    `  ${opening('Labels', { name: LABELS, toName: TEXT })}`,
    ...lines.map((line) => `    ${line}`),
    '  </Labels>',
    // Without this the browser folds white space, and offsets are off.
    '  <Style>.htx-text { white-space: pre-wrap; }</Style>',
    `  ${element('Text', { name: TEXT, value: '$text' })}`,
    ...asked,
    '</View>',
    '',
  ].join('\n');
}

function opening(name: string, attributes: Readonly<Record<string, string>>): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escape(value)}"`);
  return `<${name}${written.join('')}>`;
}

function element(name: string, attributes: Readonly<Record<string, string>>): string {
  return opening(name, attributes).replace(/>$/u, '/>');
}

function escape(value: string): string {
  return value.replaceAll(/[&<>"'\t\r\n]/gu, (character) => `&#${character.codePointAt(0) ?? 0};`);
}

type JsonObject = Readonly<Record<string, unknown>>;

function isConfiguration({ path }: InputFile): boolean {
  return /\.xml$/iu.test(path);
}

function readTasks(
  files: readonly InputFile[],
  tools: CodecTools,
): Result<LooseContent, CodecError> {
  const reader = new TaskReader();
  const articles: LooseArticle[] = [];
  // The configuration says how to ask, and nothing about tags.
  const read = files.filter((file) => !isConfiguration(file));
  for (const file of read) {
    const json = readJson(file, tools);
    if (!json.ok) return json;
    const tasks: readonly unknown[] = Array.isArray(json.value) ? json.value : [json.value];
    if (!tasks.some((task) => isRecord(task) && isRecord(task['data']))) {
      const detail = 'There is no task in it: nothing has data of its own.';
      return err({ type: 'other-format', place: file.path, detail });
    }
    for (const [index, task] of tasks.entries()) {
      const article = reader.readTask(task, `${file.path}, /${index}`);
      if (article) articles.push(article);
    }
  }
  if (read.length === 0) {
    const detail = 'There is a configuration, and no tasks.';
    return err({ type: 'other-format', place: files[0]?.path ?? '', detail });
  }
  const { refused, ignored } = reader;
  return ok({ ...NOTHING_READ, articles, refused, ignored: ignored.list() });
}

function stringOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A region with what was answered about it. */
interface Region {
  readonly place: string;
  readonly item: JsonObject;
  readonly attributes: Map<string, string>;
}

class TaskReader {
  readonly refused: ReadRefusal[] = [];
  readonly ignored = new LossCounter();

  readTask(task: unknown, place: string): LooseArticle | null {
    const data = isRecord(task) ? task['data'] : null;
    const text = isRecord(data) ? textOf(data) : null;
    const annotations = isRecord(task) ? listOf(task['annotations'] ?? task['completions']) : [];
    if (!isRecord(task) || !isRecord(data) || text === null) {
      const tags = annotations.flatMap((each) => (isRecord(each) ? listOf(each['result']) : []));
      const hasTexts =
        isRecord(data) && Object.values(data).some((each) => typeof each === 'string');
      const reason = hasTexts
        ? 'It has several texts. Call the one with the tags on it “text” in data.'
        : 'It has no text.';
      this.refused.push({ place, reason, tags: tags.length });
      return null;
    }
    for (const other of [...listOf(task['predictions']), ...listOf(task['drafts'])]) {
      this.ignored.add('unknown', isRecord(other) ? listOf(other['result']).length : 1);
    }
    const details = DETAIL_NAMES.flatMap((name) => {
      const value = data[name];
      return typeof value === 'string' && value !== text ? [[name, value] as const] : [];
    });
    return {
      place,
      text,
      sha256: stringOf(data['sha256']),
      details: Object.fromEntries(details),
      unit: 'either',
      boilerplate: [],
      tags: annotations.flatMap((annotation, index) =>
        this.#readAnnotation(annotation, `${place}/annotations/${index}`),
      ),
    };
  }

  #readAnnotation(annotation: unknown, place: string): LooseTag[] {
    if (!isRecord(annotation) || annotation['was_cancelled'] === true) {
      this.ignored.add('unknown');
      return [];
    }
    const author = readAuthor(annotation);
    const regions = new Map<string, Region>();
    const answers: JsonObject[] = [];
    for (const [index, item] of listOf(annotation['result']).entries()) {
      const at = `${place}/result/${index}`;
      if (!isRecord(item)) this.ignored.add('unknown');
      else if (item['type'] === 'labels') {
        const id = stringOf(item['id']) ?? at;
        // Two regions with one id stay two.
        regions.set(regions.has(id) ? at : id, { place: at, item, attributes: new Map() });
      } else if (item['type'] === 'relation') this.ignored.add('links');
      else answers.push(item);
    }
    for (const item of answers) {
      const region = regions.get(stringOf(item['id']) ?? '');
      const value = readAnswer(item);
      const name = stringOf(item['from_name']);
      if (region && value !== null && name !== null) {
        region.attributes.set(attributeName(name), value);
      } else this.ignored.add('unknown');
    }
    return [...regions.values()].flatMap((region) => this.#readRegion(region, author));
  }

  /** A tag for each label of a region; it has one as a rule. */
  #readRegion({ place, item, attributes }: Region, author: LooseAuthor | null): LooseTag[] {
    const value = isRecord(item['value']) ? item['value'] : {};
    const meta = isRecord(item['meta']) ? item['meta'] : {};
    const labels = listOf(value['labels']);
    return (labels.length > 0 ? labels : [null]).map((label, index) => {
      const tag = plainTag(place, value['start'], value['end'], label);
      return {
        ...tag,
        id: index === 0 ? stringOf(item['id']) : null,
        fragments: tag.fragments.map((each) => ({ ...each, exact: stringOf(value['text']) })),
        attributes: Object.fromEntries(attributes),
        note: listOf(meta['text'])
          .filter((each) => typeof each === 'string')
          .join('\n\n'),
        author,
      };
    });
  }
}

/** The text of a task: `text`, or the only string that there is. */
function textOf(data: JsonObject): string | null {
  const strings = Object.values(data).filter((value) => typeof value === 'string');
  return stringOf(data['text']) ?? (strings.length === 1 ? (strings[0] ?? null) : null);
}

/** What was chosen or written about a region; `null` for answers of other kinds. */
function readAnswer(item: JsonObject): string | null {
  const value = isRecord(item['value']) ? item['value'] : {};
  const answer =
    item['type'] === 'choices'
      ? value['choices']
      : item['type'] === 'textarea'
        ? value['text']
        : undefined;
  const parts = typeof answer === 'string' ? [answer] : listOf(answer);
  const strings = parts.filter((each) => typeof each === 'string');
  return strings.length > 0 ? strings.join('\n') : null;
}

/** Who made an annotation: a person of ours, or one of the server's by what is known of them. */
function readAuthor({ annotator, completed_by: user }: JsonObject): LooseAuthor | null {
  if (isRecord(annotator)) {
    const name = stringOf(annotator['name']);
    return name === null ? null : { id: stringOf(annotator['id']), name };
  }
  if (typeof user === 'number') return { id: `user ${user}`, name: `user ${user}` };
  if (!isRecord(user)) return null;
  const full = [user['first_name'], user['last_name']].filter(
    (each) => typeof each === 'string' && each !== '',
  );
  const email = stringOf(user['email']);
  const number = typeof user['id'] === 'number' ? `user ${user['id']}` : null;
  const name = full.length > 0 ? full.join(' ') : (email ?? number);
  return name === null ? null : { id: email ?? number, name };
}
