// Before every view, so that what a view says of its own counts over what is said for all.
import '../styles/pages.css';
import '../styles/tokens.css';
import '../editor/editor.css';
import '../styles/base.css';

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { App } from './App.tsx';
import { bridge } from '../bridge.ts';
import { registerKeymap } from '../commands/keymap.ts';
import { runMenuCommand } from '../commands/run-command.ts';
import { requestErrorSentence } from '../model/state/messages.ts';
import { keepTyping } from './keep-typing.ts';
import { reportError, reportErrors } from './report-errors.ts';
import { registerTheme, showTheme } from './theme.ts';
import { WorkspaceContext } from '../controls/use-workspace.ts';
import { Workspace } from '../model/workspace.ts';
import { registerContextMenus } from './context-menu.ts';
import { windowPage } from './window-page.ts';

async function start(): Promise<void> {
  reportErrors(bridge);
  // Until the settings are known: the main process has told Chromium whether they are dark.
  showTheme('system');
  const root = document.getElementById('root');
  if (!root) throw new Error('The page has no root.');
  const answer = await bridge.invoke('app:bootstrap', undefined);
  if (!answer.ok) {
    root.textContent = requestErrorSentence(answer.error);
    return;
  }
  const workspace = new Workspace(answer.value, bridge, windowPage);
  // Measurements (`npm run bench`) run the real commands from here; a release is built without it.
  if (__E2E_BUILD__) Object.assign(window, { framewiseBench: workspace });
  registerTheme(workspace.store);
  registerKeymap(workspace);
  registerContextMenus(workspace);
  bridge.on('command:run', ({ command }) => {
    runMenuCommand(workspace, command);
  });
  bridge.on('import:offered', (preview) => {
    workspace.import.offer(preview);
  });
  keepTyping(workspace.lastPlace);
  // Without its views the window is of no use: the main process loads it again.
  const onUncaughtError = (error: unknown): void => {
    console.error(error);
    reportError(bridge, 'drawing', error);
  };
  createRoot(root, { onUncaughtError }).render(
    <StrictMode>
      <WorkspaceContext.Provider value={workspace}>
        <App />
      </WorkspaceContext.Provider>
    </StrictMode>,
  );
  const { openArticle, isBack } = answer.value;
  if (isBack && (await workspace.lastPlace.restore())) return;
  if (openArticle !== null) await workspace.articles.open(openArticle);
}

start().catch((error: unknown) => {
  reportError(bridge, 'start', error);
});
