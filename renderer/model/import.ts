import type { Bridge } from '#core/contract/contract.ts';
import type { ImportOutcome, ImportPreview } from '#core/contract/import.ts';

import { importErrorSentence } from './messages.ts';
import type { Workspace } from './workspace.ts';

/** Shows what was found in files before anything of it is stored. */
export function offerImport(workspace: Workspace, preview: ImportPreview): void {
  if (preview.items.length > 0) workspace.showDialog({ type: 'import', preview });
}

/** Takes over what an import has made durable. */
export async function afterImport(workspace: Workspace, outcome: ImportOutcome): Promise<void> {
  if (outcome.applied) workspace.take(outcome.applied);
  const { article } = workspace.state;
  // A file of tags can be about any article.
  const concerns = ({ articleId }: { readonly articleId: string | null }): boolean =>
    articleId === null || articleId === article?.id;
  if (article && outcome.imported.some(concerns)) await workspace.reopenArticle();
}

/** Asks for files, or for a folder whose files are one thing in some format. */
export async function chooseFiles(workspace: Workspace, what: 'files' | 'folder'): Promise<void> {
  await previewWith(workspace, workspace.bridge.invoke('import:choose', { what }));
}

export async function importClipboard(workspace: Workspace): Promise<void> {
  await previewWith(workspace, workspace.bridge.invoke('import:preview-clipboard', undefined));
}

/** The second analyst's tags that come with the samples, so that a review can be tried at once. */
export async function importSampleReview(workspace: Workspace): Promise<void> {
  await previewWith(workspace, workspace.bridge.invoke('import:preview-sample', undefined));
}

export async function importFiles(workspace: Workspace, files: readonly File[]): Promise<void> {
  await previewWith(workspace, workspace.bridge.previewFiles(files));
}

async function previewWith(
  workspace: Workspace,
  asked: ReturnType<Bridge['previewFiles']>,
): Promise<void> {
  const answer = await asked;
  if (answer.ok) offerImport(workspace, answer.value);
  else if (!SILENT.has(answer.error.type)) workspace.say(importErrorSentence(answer.error));
}

/** What the analyst did on purpose; `stopImport` speaks of the second one itself. */
const SILENT = new Set(['cancelled', 'stopped']);

/** Stops what is being read or stored. Answers whether that was possible, and says so. */
export async function stopImport(workspace: Workspace): Promise<boolean> {
  const answer = await workspace.bridge.invoke('import:stop', undefined);
  const isStopped = answer.ok && answer.value.stopped;
  if (isStopped) workspace.say(importErrorSentence({ type: 'stopped' }));
  return isStopped;
}
