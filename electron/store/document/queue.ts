import type { StoreError } from '#core/contract/store.ts';
import { err, ok, type Result } from '#core/result.ts';

import { describeFailure, type SaveFailure } from '../disk/failure.ts';
import type { ChangeRequest, SavedChange } from './change.ts';
import { serializeLine, type JournalLine } from './files/journal.ts';
import { stepsOf } from './files/kind.ts';
import type { DocumentMemory } from './memory.ts';
import type { DocumentState, DocumentStoreOptions } from './options.ts';
import { keepRecent } from './files/recent.ts';

interface Waiting<D, S> {
  readonly request: ChangeRequest<D, S, unknown>;
  readonly resolve: (result: Result<SavedChange<D, S>, unknown>) => void;
  readonly reject: (error: unknown) => void;
}

interface Pending<D, S> {
  readonly saved: SavedChange<D, S>;
  /** The line as it will be written. */
  readonly text: string;
  readonly resolve: Waiting<D, S>['resolve'];
}

/** The changes that were asked for and are not on disk yet: plans them, has them written, and answers. */
export class ChangeQueue<D, S> {
  readonly #options: DocumentStoreOptions<D, S>;
  readonly #memory: DocumentMemory<D>;
  readonly #append: (data: Uint8Array) => Promise<void>;
  readonly #noteQuiet: () => void;

  #waiting: Waiting<D, S>[] = [];
  #pending: Pending<D, S>[] = [];
  readonly #answers = new Map<string, Promise<Result<SavedChange<D, S>, unknown>>>();
  #draining: Promise<void> | null = null;
  #wake: (() => void) | null = null;
  #state: DocumentState = { type: 'saved', at: null };

  /**
   * `append` puts whole lines on disk or throws with nothing of them there; `noteQuiet` is called
   * whenever nothing waits any more.
   */
  constructor(
    options: DocumentStoreOptions<D, S>,
    memory: DocumentMemory<D>,
    append: (data: Uint8Array) => Promise<void>,
    noteQuiet: () => void,
  ) {
    this.#options = options;
    this.#memory = memory;
    this.#append = append;
    this.#noteQuiet = noteQuiet;
  }

  /** The document with the changes that are not on disk yet, too. */
  get unsavedDocument(): D {
    return this.#pending.at(-1)?.saved.document ?? this.#memory.document;
  }

  get state(): DocumentState {
    return this.#state;
  }

  /** Ends the wait between two attempts. */
  wake(): void {
    this.#wake?.();
  }

  /** Makes a change durable and answers with it. Waits, with retries, for as long as the disk refuses. */
  change<E>(request: ChangeRequest<D, S, E>): Promise<Result<SavedChange<D, S>, E | StoreError>> {
    type Answer = Promise<Result<SavedChange<D, S>, E | StoreError>>;
    const asked = this.#answers.get(request.id);
    if (asked) return asked as Answer;
    const done = this.#memory.recent.find(({ line }) => line.id === request.id);
    if (done) return Promise.resolve(this.#repeat<E>(done.line));
    if (this.#memory.readOnly)
      return Promise.resolve(err({ type: 'read-only', reason: this.#memory.readOnly }));
    if (this.#memory.closing) {
      return Promise.resolve(
        err({ type: 'not-saved', reason: 'io-error', detail: 'The article is being closed.' }),
      );
    }
    const answer = new Promise<Result<SavedChange<D, S>, unknown>>((resolve, reject) => {
      this.#waiting.push({ request, resolve, reject });
    }).finally(() => this.#answers.delete(request.id));
    this.#answers.set(request.id, answer);
    this.#startDraining();
    return answer as Answer;
  }

  #repeat<E>(line: JournalLine): Result<SavedChange<D, S>, E | StoreError> {
    const steps = stepsOf(this.#options.kind, line, 'steps');
    const inverse = stepsOf(this.#options.kind, line, 'inverse');
    return ok({
      line,
      steps: steps.ok ? steps.value : [],
      inverse: inverse.ok ? inverse.value : [],
      document: this.#memory.document,
    });
  }

  /** Tries what is pending at once instead of at the next interval. */
  async retry(): Promise<void> {
    this.#wake?.();
    await this.#memory.flushes.run(() => Promise.resolve());
  }

  /** Waits until everything asked for so far is on disk or has failed for good. */
  async settled(): Promise<void> {
    while (this.#draining) await this.#draining;
  }

  #startDraining(): void {
    this.#draining ??= this.#drain().finally(() => {
      this.#draining = null;
      if (this.#waiting.length > 0) this.#startDraining();
    });
  }

  async #drain(): Promise<void> {
    // Lets requests of the same tick join the first flush.
    await Promise.resolve();
    while (this.#waiting.length > 0 || this.#pending.length > 0) {
      const failure = await this.#memory.flushes.run(() => this.#flush());
      if (!failure) continue;
      if (this.#memory.closing) {
        const lost = [...this.#pending, ...this.#waiting];
        this.#pending = [];
        this.#waiting = [];
        for (const { resolve } of lost) resolve(err({ type: 'not-saved', ...failure }));
        return;
      }
      await this.#pause();
    }
    this.#noteQuiet();
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#wake?.(), this.#options.limits.retry);
      this.#wake = () => {
        clearTimeout(timer);
        this.#wake = null;
        resolve();
      };
      if (this.#memory.closing) this.#wake();
    });
  }

  /** Plans what waits, writes it in one go, and answers. Returns why it did not work. */
  async #flush(): Promise<SaveFailure | null> {
    this.#planWaiting();
    const batch = this.#pending;
    if (batch.length === 0) return null;
    this.#setState({ type: 'saving' });
    const data = Buffer.from(batch.map(({ text }) => text).join(''), 'utf8');
    const last = batch.at(-1)?.saved;
    const lines = batch.map(({ saved }) => saved.line);
    try {
      if (last) await this.#options.watcher?.before(lines, last.document);
      await this.#append(data);
      this.#options.watcher?.after(lines);
    } catch (error) {
      const failure = describeFailure(error);
      this.#setState({
        type: 'not-saved',
        pending: this.#pending.length + this.#waiting.length,
        ...failure,
      });
      return failure;
    }
    if (last) {
      this.#memory.document = last.document;
      this.#memory.seq = last.line.seq;
      this.#memory.recent = keepRecent([
        ...this.#memory.recent,
        ...batch.map(({ saved, text }) => ({ line: saved.line, length: text.length })),
      ]);
    }
    for (const { saved } of batch)
      this.#memory.order = Math.max(this.#memory.order, saved.line.order);
    this.#pending = [];
    this.#memory.changesSince += batch.length;
    this.#memory.bytesSince += data.byteLength;
    this.#setState({ type: 'saved', at: this.#options.now().toISOString() });
    for (const { saved, resolve } of batch) resolve(ok(saved));
    return null;
  }

  #planWaiting(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const { request, resolve, reject } of waiting) {
      try {
        const before = this.#pending.at(-1)?.saved;
        const document = before?.document ?? this.#memory.document;
        const planned = request.plan(document);
        if (!planned.ok) {
          resolve(planned);
          continue;
        }
        const { steps, label, also } = planned.value;
        const applied = this.#options.kind.applySteps(document, steps);
        if (!applied.ok)
          throw new Error(`A planned change does not apply: ${JSON.stringify(applied.error)}`);
        const inverse = planned.value.inverse ?? applied.value.inverse;
        const line: JournalLine = {
          schema: this.#options.kind.schema,
          seq: (before?.line.seq ?? this.#memory.seq) + 1,
          flushed: this.#memory.seq - this.#memory.owed.count,
          order: request.order ?? this.#options.nextOrder(),
          id: request.id,
          kind: request.kind ?? 'do',
          ...(request.of === undefined ? {} : { of: request.of }),
          label,
          at: this.#options.now().toISOString(),
          steps: [...steps],
          inverse: [...inverse],
          ...(request.unlisted === true ? { unlisted: true } : {}),
          ...(also === undefined ? {} : { also }),
        };
        this.#pending.push({
          saved: { line, steps, inverse, document: applied.value.document },
          text: serializeLine(line),
          resolve,
        });
      } catch (error) {
        reject(error);
      }
    }
  }

  #setState(state: DocumentState): void {
    this.#state = state;
    this.#options.onState?.(state);
  }
}
