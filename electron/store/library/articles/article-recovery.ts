import type { ArticleSummary } from '#core/article/article.ts';
import { createArticleDocument, type ArticleDocument } from '#core/article/document.ts';
import { IdMap } from '#core/collections/id-map.ts';
import type { RecoveryReport } from '#core/contract/articles.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { StoreError } from '#core/contract/store.ts';

import { articleIdOf, findSets, folderName } from './article-folder.ts';
import type { Ground } from './article-stores.ts';
import type { ArticleTexts } from './article-texts.ts';
import { backupFolder } from './backups.ts';
import type { Catalogue } from './catalogue.ts';
import type { OpenArticles } from './open-articles.ts';
import {
  applyWhatFits,
  count,
  findCandidates,
  leavingOut,
  readAllLines,
  replaceDocument,
  type Candidate,
  type Findings,
  type RecoverySource,
} from './recovery.ts';
import type { HeldArticle } from './read-articles.ts';
import type { LibraryStatus } from './status.ts';
import { describeFailure } from '../../disk/failure.ts';
import type { Gate } from '../../disk/gate.ts';
import { findForeign } from '../../document/files/foreign.ts';
import { ARTICLE_KIND } from '../../document/files/kind.ts';

interface ArticleSource extends RecoverySource {
  readonly summary: ArticleSummary;
}

/** What recovering an article needs of the library. */
export interface RecoveryNeeds {
  readonly ground: Ground;
  readonly gate: Gate;
  readonly status: Pick<LibraryStatus, 'readOnly'>;
  readonly catalogue: Catalogue;
  readonly articles: Pick<OpenArticles, 'release'>;
  readonly texts: ArticleTexts;
  /** Opens an article and keeps it open. */
  readonly open: (articleId: string) => Promise<Result<HeldArticle, StoreError>>;
}

/** What can be restored of articles that cannot be read in full, and doing so. */
export class ArticleRecovery {
  readonly #needs: RecoveryNeeds;

  constructor(needs: RecoveryNeeds) {
    this.#needs = needs;
  }

  /** What is known about an article that cannot be read in full, and what can be restored. */
  async describe(articleId: string): Promise<Result<RecoveryReport, StoreError>> {
    const source = this.#sourceOf(articleId);
    if (!source) return err({ type: 'no-such-article', articleId });
    try {
      return ok(await describeRecovery(source));
    } catch (error) {
      return err({ type: 'damaged', detail: describeFailure(error).detail });
    }
  }

  /** Puts an article into the state that the analyst chose; what was there goes into quarantine. */
  async recover(articleId: string, choice: string): Promise<Result<HeldArticle, StoreError>> {
    const done = await this.#replace(articleId, choice);
    if (!done.ok) return done;
    const opened = await this.#needs.open(articleId);
    if (opened.ok) this.#needs.catalogue.update(opened.value.document, opened.value.seq);
    return opened;
  }

  async #replace(articleId: string, choice: string): Promise<Result<null, StoreError>> {
    const source = this.#sourceOf(articleId);
    if (!source) return err({ type: 'no-such-article', articleId });
    const { gate, status, articles } = this.#needs;
    if (status.readOnly) return err({ type: 'read-only', reason: status.readOnly });
    return gate.exclusive(async (): Promise<Result<null, StoreError>> => {
      try {
        await articles.release(articleId);
        return await replaceArticle(source, choice);
      } catch (error) {
        return err({ type: 'not-saved', ...describeFailure(error) });
      }
    });
  }

  /** Gives an article whose file was lost its text back; only exactly the text that was tagged is taken. */
  async supplyText(articleId: string, text: string): Promise<Result<null, StoreError>> {
    const { gate, status, catalogue, texts } = this.#needs;
    if (!catalogue.has(articleId)) return err({ type: 'no-such-article', articleId });
    if (articleIdOf(text) !== articleId) {
      const detail = 'This is not the text that was tagged: at least one character differs.';
      return err({ type: 'text-lost', detail });
    }
    return gate.exclusive(async () => {
      if (status.readOnly) return err({ type: 'read-only', reason: status.readOnly });
      try {
        if (!(await texts.read(articleId)).ok) await texts.putBack(articleId, text);
        return ok(null);
      } catch (error) {
        return err({ type: 'not-saved', ...describeFailure(error) });
      }
    });
  }

  #sourceOf(articleId: string): ArticleSource | null {
    const { ground, catalogue } = this.#needs;
    const { disk, dir, now } = ground;
    const entry = catalogue.get(articleId);
    if (!entry) return null;
    const backups = backupFolder(dir, folderName(articleId));
    return { disk, folder: entry.folder, backups, summary: entry.summary, now };
  }
}

async function findArticleCandidates(source: ArticleSource): Promise<Findings<ArticleDocument>> {
  const findings = await findCandidates(source, ARTICLE_KIND);
  if (findings.candidates.length > 0 || findings.problem === null) return findings;
  const { id, length, added, details } = source.summary;
  const empty = createArticleDocument({ id, length, added, details, sources: [] });
  const sets = await findSets(source.disk, source.folder);
  const bare = { ...empty, sets: IdMap.from(sets) };
  const lines = await readAllLines(source.disk, source.folder);
  const rest = applyWhatFits(ARTICLE_KIND, bare, lines);
  const candidates: Candidate<ArticleDocument>[] = [
    {
      ...{ key: 'text-alone', document: bare, at: null, origin: 'The text without any tag' },
      ...{ seq: 0, whole: false },
    },
  ];
  if (rest.document !== bare) {
    candidates.unshift({
      key: 'text-and-changes',
      document: rest.document,
      at: rest.at,
      origin: `The text with the changes that can be read${leavingOut(rest.left)}`,
      seq: rest.seq,
      whole: false,
    });
  }
  return { ...findings, candidates };
}

/** What the recovery screen shows about an article. */
async function describeRecovery(source: ArticleSource): Promise<RecoveryReport> {
  const { problem, candidates } = await findArticleCandidates(source);
  return {
    articleId: source.summary.id,
    title: source.summary.details.title,
    problem: problem ?? 'Nothing is wrong with this article.',
    choices: candidates.map(({ key, document, at, origin }) => ({
      key,
      description: `${origin}: ${count(document.annotations.size, 'tag')}.`,
      tags: document.annotations.size,
      at,
    })),
  };
}

/** Puts an article into a state from its recovery report. */
async function replaceArticle(
  source: ArticleSource,
  key: string,
): Promise<Result<null, StoreError>> {
  const foreign = await findForeign(source.disk, source.folder);
  if (foreign !== null) {
    return err({ type: 'read-only', reason: { type: 'not-a-regular-file', detail: foreign } });
  }
  const findings = await findArticleCandidates(source);
  const chosen = findings.candidates.find((candidate) => candidate.key === key);
  if (!chosen)
    return err({
      type: 'damaged',
      detail: 'What you chose can no longer be read. Choose something else.',
    });
  await replaceDocument(source, ARTICLE_KIND, chosen.document, findings);
  return ok(null);
}
