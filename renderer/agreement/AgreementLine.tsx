import { runButtonCommand } from '../commands/run-command.ts';
import { titleOf } from '../model/window/key-words.ts';
import type { ArticleModel } from '../model/state/article-model.ts';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';
import { agreementLine } from '../model/state/agreement-view.ts';
import { useAgreement } from './use-agreement.ts';

/** Milliseconds of rest before the figures follow a change. */
const REST = 400;

/** How well those who tagged the article agree, in words, and the way to everything else on it. */
export function AgreementLine({ article }: { readonly article: ArticleModel }) {
  const workspace = useWorkspace();
  const version = useAppState((state) => state.articleVersion);
  const blind = useAppState((state) => state.isBlind);
  const codebook = useAppState((state) => state.library.codebook);
  const scope = { type: 'article', articleId: article.id } as const;
  const { shown } = useAgreement(
    { scope, measures: [], blind },
    { version, delay: REST, stops: false },
  );
  const isOfThis = shown?.articles[0]?.id === article.id;
  const words = agreementLine(
    (isOfThis && shown.report?.pairs) || [],
    (id) => codebook.categories.find((category) => category.id === id)?.label ?? id,
  );
  return (
    <p className="pane-line agreement-line">
      <span className="hint" title={words}>
        {words === '' ? '' : `${words}.`}
      </span>{' '}
      <button
        type="button"
        className="link"
        onClick={() => {
          runButtonCommand(workspace, 'agreement-report');
        }}
      >
        {titleOf(workspace, 'agreement-report')}
      </button>
    </p>
  );
}
