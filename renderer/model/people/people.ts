// Who is named, for the window: names in use in the whole library, and changes of the list of people.
// Which spellings are one is in core/people; how a tag gets a name is in tags.
import type { TagStep } from '#core/contract/articles.ts';
import type { Applied } from '#core/contract/library.ts';
import type { Bridge } from '#core/contract/contract.ts';
import type { NameInUse, PeopleCount } from '#core/contract/people.ts';
import { fromJsonText, type JsonText } from '#core/guards/transfer.ts';
import {
  countNames,
  nameAttributes,
  namesOfTag,
  type NameCounts,
} from '#core/people/names-in-tags.ts';
import { PeopleBook, tagsOf } from '#core/people/people-book.ts';
import type { PeopleEdit } from '#core/people/plan-edit.ts';
import { err, type Result } from '#core/result.ts';

import type { Changes } from '../article/changes.ts';
import type { AppState } from '../state/app-state.ts';
import { isRequestError, libraryErrorSentence, requestErrorSentence } from '../state/messages.ts';
import type { Store } from '../state/store.ts';

type Seen = Pick<AppState, 'article' | 'articleVersion' | 'library' | 'namesInUse'>;

interface PeopleNeeds {
  readonly store: Store<Seen>;
  readonly bridge: Pick<Bridge, 'invoke'>;
  readonly changes: Pick<Changes, 'requestLibrary' | 'whenApplied'>;
}

/** Most names that are offered while one is typed. */
const OFFERED = 5_000;

interface Made {
  readonly article: Seen['article'];
  readonly version: number;
  readonly aliases: Seen['library']['aliases'];
  readonly names: Seen['namesInUse'];
  readonly book: PeopleBook;
}

/** The list of people. */
export class People {
  private made: Made | null = null;
  /** What the main process answered last, so that the same answer changes nothing. */
  private answered: JsonText<readonly NameInUse[]> | null = null;
  /** The article that was on screen then; those of others have not changed since. */
  private askedFor: string | null = null;
  /** Resolves once the names that were asked for are there. */
  private coming: Promise<void> = Promise.resolve();

  constructor(private readonly needs: PeopleNeeds) {
    needs.changes.whenApplied((steps) => {
      this.follow(steps);
    });
  }

  private get state(): Seen {
    return this.needs.store.get();
  }

  /** Asks which names are in use now. */
  refresh(): Promise<void> {
    this.askedFor = this.state.article?.id ?? null;
    this.coming = this.ask();
    return this.coming;
  }

  private async ask(): Promise<void> {
    const answer = await this.needs.bridge.invoke('people:names', undefined);
    if (!answer.ok || answer.value === this.answered) return;
    this.answered = answer.value;
    this.needs.store.set({ namesInUse: fromJsonText(answer.value) });
  }

  /**
   * The same unless they are known or on their way, and then waits for them: the names of the article on
   * screen are seen in any case.
   */
  keepCurrent(): Promise<void> {
    const { article } = this.state;
    const isKnown = this.answered !== null && article?.id === this.askedFor;
    return isKnown ? this.coming : this.refresh();
  }

  /** Something else than the window has changed tags: names are asked again before they are used. */
  forget(): void {
    this.askedFor = null;
  }

  /** Everybody who is named in the library, those of the article on screen at once. */
  book(): PeopleBook {
    const { article, articleVersion: version, library, namesInUse: names } = this.state;
    const { aliases } = library;
    const { made } = this;
    const isOfLibrary = made?.aliases === aliases && made.names === names;
    if (isOfLibrary && made.article === article && made.version === version) return made.book;
    const here = countNames(article?.tags ?? [], nameAttributes(library.codebook));
    // A book that has every name of the article is not made again for each of its tags.
    const hasAll = isOfLibrary && [...here.keys()].every((name) => made.book.personOf(name));
    const book = hasAll ? made.book : this.make(here);
    this.made = { article, version, aliases, names, book };
    return book;
  }

  /** A book that has the names of tags that have just changed stays: an article may have ten thousand. */
  private follow(steps: readonly TagStep[]): void {
    const { made } = this;
    const { article, articleVersion: version, library } = this.state;
    if (made?.article !== article || made.version !== version - 1) return;
    const among = nameAttributes(library.codebook);
    const names = steps.flatMap((step) =>
      step.op === 'put-tag' ? namesOfTag(step.tag, among) : [],
    );
    if (names.every((name) => made.book.personOf(name))) this.made = { ...made, version };
  }

  private make(here: NameCounts): PeopleBook {
    const { library, namesInUse: names } = this.state;
    const known = new Set(names.map(({ name }) => name));
    const fresh = [...here].flatMap(([name, tags]) => (known.has(name) ? [] : { name, tags }));
    return new PeopleBook(library.aliases, [...names, ...fresh]);
  }

  /** See `PeopleBook.nameFor`. */
  nameFor = (words: string): string | null => this.book().nameFor(words);

  /** Every spelling of somebody. */
  spellingsOf = (name: string): readonly string[] => this.book().spellingsOf(name);

  /** The names to be offered: those that the article has, then those named most often. */
  offered(said: readonly string[]): Offered {
    const book = this.book();
    const here = said.map((name) => book.personOf(name)?.name ?? name);
    const all = book.people
      .toSorted((a, b) => tagsOf(b) - tagsOf(a))
      .slice(0, OFFERED)
      .map(({ name }) => name);
    const also = new Map(
      book.people.flatMap(({ name, names }) =>
        names.length > 1 ? [[name, names.slice(1).map((each) => each.name)] as const] : [],
      ),
    );
    return { names: [...new Set([...here, ...all])], also };
  }

  /** How many tags an edit would change; the error is a sentence. */
  async count(edit: PeopleEdit): Promise<Result<PeopleCount, string>> {
    const answer = await this.needs.bridge.invoke('people:count', { edit });
    if (answer.ok) return answer;
    const { error } = answer;
    return err(isRequestError(error) ? requestErrorSentence(error) : libraryErrorSentence(error));
  }

  /** Changes the list of people, and all tags with it; the error is a sentence. */
  async apply(edit: PeopleEdit): Promise<Result<Applied, string>> {
    const applied = await this.needs.changes.requestLibrary({ kind: 'edit-people', edit });
    await this.refresh();
    return applied;
  }
}

/** Names that are offered while one is typed. */
export interface Offered {
  readonly names: readonly string[];
  /** Other spellings by which a name is found. */
  readonly also: ReadonlyMap<string, readonly string[]>;
}
