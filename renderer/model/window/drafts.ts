import type { AppState } from '../state/app-state.ts';
import type { Page } from '../state/page.ts';
import type { Store } from '../state/store.ts';

interface DraftsNeeds {
  readonly store: Store<Pick<AppState, 'drafts'>>;
  readonly page: Pick<Page, 'keep' | 'kept'>;
}

/** Under what the page keeps them. */
const KEPT = 'drafts';

/** Most of them; the oldest go. */
const LIMIT = 200;

/**
 * What has been typed and not been sent, by what it is about. It comes back with its place, also
 * after a restart.
 */
export class Drafts {
  constructor(private readonly needs: DraftsNeeds) {
    needs.store.set({ drafts: readDrafts(needs.page.kept(KEPT)) });
  }

  of(about: string): string {
    return this.needs.store.get().drafts.get(about) ?? '';
  }

  /** Keeps a draft; an empty one is none. */
  keep(about: string, text: string): void {
    const { store, page } = this.needs;
    const others = [...store.get().drafts].filter(([each]) => each !== about);
    const drafts = new Map(
      text === '' ? others : [...others, [about, text] as const].slice(-LIMIT),
    );
    store.set({ drafts });
    page.keep(KEPT, JSON.stringify([...drafts]));
  }
}

function readDrafts(kept: string | null): ReadonlyMap<string, string> {
  try {
    const entries: unknown = JSON.parse(kept ?? '[]');
    return new Map(Array.isArray(entries) ? entries.filter(isDraft) : []);
  } catch {
    return new Map();
  }
}

function isDraft(entry: unknown): entry is readonly [string, string] {
  return (
    Array.isArray(entry) && entry.length === 2 && entry.every((each) => typeof each === 'string')
  );
}
