import { isJsonLines, readRecords, type JsonObject } from '../../containers/json-records.ts';
import { err, ok, type Result } from '../../../result.ts';
import { answerDecision } from '../../content/answers.ts';
import type { CodecError, CodecTools, InputFile } from '../../content/codec.ts';
import { DETAIL_NAMES } from '../../content/content-lookup.ts';
import {
  NOTHING_READ,
  type LooseArticle,
  type LooseAuthor,
  type LooseContent,
  type LooseDecision,
  type LooseTag,
  type ReadRefusal,
} from '../../content/loose.ts';
import { LossCounter } from '../../content/losses.ts';
import { readJson } from '../../content/read-file.ts';
import { plainTag } from '../lines/labelled-spans.ts';
import { countRegions, readResults, type Region } from './results.ts';
import { isRecord } from '../../content/read-file.ts';
import { listOf, readAuthor, stringOf, toTask, type Task, type Work } from './tasks.ts';
import { groupByText, TEXT_LIMIT, TextFinder, type FoundText } from './which-text.ts';

export function isConfiguration({ path }: InputFile): boolean {
  return /\.xml$/iu.test(path);
}

/** Reads tasks, whichever of the program's exports they are from. */
export function readTasks(
  files: readonly InputFile[],
  tools: CodecTools,
): Result<LooseContent, CodecError> {
  const reader = new TaskReader();
  // The configuration says how to ask, and nothing about tags.
  const read = files.filter((file) => !isConfiguration(file));
  for (const file of read) {
    const values = isJsonLines(file) ? readLines(file, tools, reader) : readWhole(file, tools);
    if (!values.ok) return values;
    const tasks = values.value.map(({ value, place }) => ({ place, task: toTask(value, place) }));
    if (tasks.every(({ task }) => task === null)) {
      const detail = 'There is no task in it: nothing has data of its own.';
      return err({ type: 'other-format', place: file.path, detail });
    }
    for (const { task, place } of tasks) {
      if (task) reader.add(task);
      else reader.refuse(place, 'It has no text.');
    }
  }
  if (read.length === 0) {
    const detail = 'There is a configuration, and no tasks.';
    return err({ type: 'other-format', place: files[0]?.path ?? '', detail });
  }
  const articles = reader.read();
  const { refused, ignored } = reader;
  return ok({ ...NOTHING_READ, articles, refused, ignored: ignored.list() });
}

/** What is not kept of predictions that are read, as the model is their author and nothing more. */
const PREDICTED = 'marks of tags as predictions, which nobody has confirmed';

/** A value that should be a task. */
interface Given {
  readonly place: string;
  readonly value: unknown;
}

type Values = Result<readonly Given[], CodecError>;

/** What the program exports: a list, or one task alone; and what others put around a list. */
function readWhole(file: InputFile, tools: CodecTools): Values {
  const json = readJson(file, tools);
  if (!json.ok) return json;
  const { value } = json;
  const place = `${file.path}, `;
  if (!isRecord(value) || toTask(value, place)) return ok(numbered(value, place));
  const inside = Object.entries(value).filter(([, list]) =>
    listOf(list).some((each) => toTask(each, place) !== null),
  );
  return ok(
    inside.length === 0
      ? numbered(value, place)
      : inside.flatMap(([name, list]) => numbered(list, `${place}/${name}`)),
  );
}

function numbered(value: unknown, place: string): Given[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.map((each, index) => ({ value: each, place: `${place}/${index}` }));
}

/** What other programs make of it: a task on each line. */
function readLines(file: InputFile, tools: CodecTools, reader: TaskReader): Values {
  const values: Given[] = [];
  const refused = readRecords([file], tools, (record) => {
    values.push(record);
    return null;
  });
  if (!refused.ok) return refused;
  reader.refused.push(...refused.value);
  return ok(values);
}

/** Something that was made of a task, and its regions. */
interface ReadWork {
  readonly work: Work;
  readonly regions: readonly Region[];
}

class TaskReader {
  readonly refused: ReadRefusal[] = [];
  readonly ignored = new LossCounter();
  readonly #tasks: Task[] = [];
  readonly #finder = new TextFinder();
  /** Those whom the file names somewhere, by what their number calls them; `null` for several. */
  readonly #named = new Map<string, LooseAuthor | null>();

  add(task: Task): void {
    this.#tasks.push(task);
    for (const { author, number } of [...task.annotations, ...task.skipped]) {
      if (number === null || author === null || author.name === number) continue;
      const before = this.#named.get(number);
      this.#named.set(number, before === undefined || before?.id === author.id ? author : null);
    }
  }

  /** Somebody whom the file has by number alone in one place, and by name in another. */
  #byName(author: LooseAuthor | null): LooseAuthor | null {
    return this.#named.get(author?.id ?? '') ?? author;
  }

  refuse(place: string, reason: string, tags = 0): void {
    this.refused.push({ place, reason, tags });
  }

  read(): LooseArticle[] {
    // Where people have worked, what a program had proposed to them is not one more opinion.
    const hasWork = this.#tasks.some(({ annotations }) =>
      annotations.some(({ results }) => results.length > 0),
    );
    const opened = this.#tasks.map((task) => {
      const { annotations, predictions, skipped, drafts } = task;
      this.ignored.add('cancelled', countRegions(skipped));
      this.ignored.add('drafts', countRegions(drafts));
      if (hasWork) this.ignored.add('predictions', countRegions(predictions));
      const best = annotations.filter(({ isGroundTruth }) => isGroundTruth);
      this.ignored.addNamed('marks of annotations as ground truth', best.length);
      const works = (hasWork ? annotations : [...annotations, ...predictions]).map(
        (work): ReadWork => ({ work, regions: readResults(work, this.ignored) }),
      );
      if (!hasWork) this.ignored.addNamed(PREDICTED, countRegions(predictions));
      this.#finder.note(task.data, regionsOf(works));
      return { task, works };
    });
    return opened.flatMap(({ task, works }) => this.#readTask(task, works));
  }

  #readTask({ data, place }: Task, works: readonly ReadWork[]): LooseArticle[] {
    const groups = groupByText(regionsOf(works));
    if (groups.size > TEXT_LIMIT) {
      const reason = `Its regions are on more than ${TEXT_LIMIT} texts.`;
      this.refuse(place, reason, regionsOf(works).length);
      return [];
    }
    const tagged = new Map<string, { readonly text: FoundText; readonly names: Set<string> }>();
    for (const [to, regions] of groups) {
      const text = this.#finder.find(data, to, regions);
      if (typeof text === 'string') this.refuse(place, text, regions.length);
      else {
        const known = tagged.get(text.key) ?? { text, names: new Set() };
        tagged.set(text.key, { ...known, names: known.names.add(to) });
      }
    }
    if (groups.size === 0) {
      const text = this.#finder.findAny(data);
      if (typeof text === 'string') this.refuse(place, text);
      else tagged.set(text.key, { text, names: new Set() });
    }
    const texts = [...tagged.values()];
    const details = this.#readDetails(data, new Set(tagged.keys()));
    return texts.map(({ text, names }) =>
      this.#readText({ text, names, place, details, data, works }),
    );
  }

  #readText({
    text,
    names,
    place,
    details,
    data,
    works,
  }: {
    readonly text: FoundText;
    readonly names: ReadonlySet<string>;
    readonly place: string;
    readonly details: LooseArticle['details'];
    readonly data: JsonObject;
    readonly works: readonly ReadWork[];
  }): LooseArticle {
    text.countLeftOut?.(this.ignored);
    /** Ids of regions are copied where somebody goes on from another's work. */
    const taken = new Set<string>();
    const tags: LooseTag[] = [];
    const decisions: LooseDecision[] = [];
    for (const { work, regions } of works) {
      const made = regions
        .filter(({ to }) => names.has(to))
        .flatMap((region) => this.#readRegion(region, text, work, taken));
      tags.push(...made);
      decisions.push(...rejections(work, made));
    }
    return {
      place,
      text: text.text,
      sha256: stringOf(data['sha256']),
      details,
      unit: text.unit,
      boilerplate: [],
      tags,
      ...(decisions.length > 0 ? { decisions } : {}),
    };
  }

  /** A tag for each label of a region; it has one as a rule. */
  #readRegion(
    { place, item, value, labels, attributes }: Region,
    text: FoundText,
    { author, created, modified, reviews }: Work,
    taken: Set<string>,
  ): LooseTag[] {
    const fragments = text.locate(value);
    if (typeof fragments === 'string') {
      this.refuse(place, fragments, labels.length);
      return [];
    }
    const { text: notes, ...others } = isRecord(item['meta']) ? item['meta'] : {};
    for (const name of Object.keys(others)) this.ignored.addWithName('unknown', name);
    const note = listOf(notes).filter((each) => typeof each === 'string');
    return labels.map((label, index) => {
      const own = index === 0 ? stringOf(item['id']) : null;
      const id = own === null || taken.has(own) || reviews.length > 0 ? `${place} ${index}` : own;
      taken.add(id);
      return {
        ...plainTag(place, null, null, label),
        id,
        fragments,
        attributes: Object.fromEntries(attributes),
        note: note.join('\n\n'),
        author: this.#byName(author),
        created,
        modified,
      };
    });
  }

  /** What is known of the article; what there is no place for is counted by its name. */
  #readDetails(data: JsonObject, texts: ReadonlySet<string>): LooseArticle['details'] {
    const details: Record<string, string> = {};
    for (const [key, value] of Object.entries(data)) {
      if (texts.has(key) || key === 'sha256') continue;
      const name = DETAIL_NAMES.find((each) => each === key);
      if (name !== undefined && typeof value === 'string') details[name] = value;
      else if (key === 'headline' && typeof value === 'string') details['title'] ??= value;
      else if (!isNothing(value)) this.ignored.addWithName('unknown', key);
    }
    return details;
  }
}

function regionsOf(works: readonly ReadWork[]): Region[] {
  return works.flatMap(({ regions }) => regions);
}

/** Tags that a reviewer did not accept, by the last word on them. */
function rejections({ reviews }: Work, tags: readonly LooseTag[]): LooseDecision[] {
  const review = reviews.at(-1);
  if (review?.['accepted'] !== false) return [];
  const reviewer = readAuthor({ completed_by: review['created_by'] });
  return tags.map((tag) => ({
    ...answerDecision(tag, 'reject'),
    note: reviewer ? `Rejected by ${reviewer.name}` : '',
    decided: stringOf(review['created_at']),
  }));
}

function isNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
