import type { Bridge } from '#core/contract/contract.ts';
import type { ImportOutcome, ImportPreview } from '#core/contract/import.ts';

import type { AppState } from '../state/app-state.ts';
import type { Articles } from './articles.ts';
import type { Changes } from './changes.ts';
import type { Dialogs } from '../window/dialogs.ts';
import { importErrorSentence } from '../state/messages.ts';
import type { Notices } from '../window/notices.ts';
import type { Store } from '../state/store.ts';

/** What the analyst did on purpose; `stopImport` speaks of the second one itself. */
const SILENT = new Set(['cancelled', 'stopped']);

/** What of an import's outcome the window takes over. */
interface Stored extends Pick<ImportOutcome, 'applied'> {
  readonly imported: readonly Pick<ImportOutcome['imported'][number], 'articleId'>[];
}

interface ImportNeeds {
  readonly store: Store<Pick<AppState, 'article'>>;
  readonly bridge: Pick<Bridge, 'invoke' | 'previewFiles'>;
  readonly articles: Pick<Articles, 'reopen'>;
  readonly changes: Pick<Changes, 'take'>;
  readonly dialogs: Pick<Dialogs, 'show'>;
  readonly notices: Pick<Notices, 'say'>;
}

/** Files on their way into the library: asking for them, and taking over what was stored. */
export class Import {
  constructor(private readonly needs: ImportNeeds) {}

  /** Shows what was found in files before anything of it is stored. */
  offer(preview: ImportPreview): void {
    if (preview.items.length > 0) this.needs.dialogs.show({ type: 'import', preview });
  }

  /** Takes over what an import has made durable. */
  async take(outcome: Stored): Promise<void> {
    if (outcome.applied) this.needs.changes.take(outcome.applied);
    const { article } = this.needs.store.get();
    // A file of tags can be about any article.
    const concerns = ({ articleId }: { readonly articleId: string | null }): boolean =>
      articleId === null || articleId === article?.id;
    if (article && outcome.imported.some(concerns)) await this.needs.articles.reopen();
  }

  /** Asks for files, or for a folder whose files are one thing in some format. */
  async choose(what: 'files' | 'folder'): Promise<void> {
    await this.preview(this.needs.bridge.invoke('import:choose', { what }));
  }

  async fromClipboard(): Promise<void> {
    await this.preview(this.needs.bridge.invoke('import:preview-clipboard', undefined));
  }

  /** The second analyst's tags that come with the samples, so that a review can be tried at once. */
  async sampleReview(): Promise<void> {
    await this.preview(this.needs.bridge.invoke('import:preview-sample', undefined));
  }

  async dropped(files: readonly File[]): Promise<void> {
    await this.preview(this.needs.bridge.previewFiles(files));
  }

  /** Words or an address that were dropped on the window; `html`: the words as rich text, if they are. */
  async droppedText(text: string, html: string): Promise<void> {
    const { bridge } = this.needs;
    await this.preview(
      html === ''
        ? bridge.invoke('import:preview-text', { text })
        : bridge.invoke('import:preview-html', { html, text }),
    );
  }

  private async preview(asked: ReturnType<Bridge['previewFiles']>): Promise<void> {
    const answer = await asked;
    if (answer.ok) this.offer(answer.value);
    else if (!SILENT.has(answer.error.type))
      this.needs.notices.say(importErrorSentence(answer.error));
  }

  /** Stops what is being read or stored. Answers whether that was possible, and says so. */
  async stop(): Promise<boolean> {
    const answer = await this.needs.bridge.invoke('import:stop', undefined);
    const isStopped = answer.ok && answer.value.stopped;
    if (isStopped) this.needs.notices.say(importErrorSentence({ type: 'stopped' }));
    return isStopped;
  }
}
