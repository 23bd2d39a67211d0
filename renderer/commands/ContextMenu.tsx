import { useMemo } from 'react';

import { isCommandId } from '#core/contract/commands/commands.ts';

import { Menu } from '../controls/Menu.tsx';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';
import { menuGroups, menuLabel, SYSTEM_ACTIONS, type MenuLine } from './menu-items.ts';
import { runCommand } from './run-command.ts';

/** The menu that was asked for by the right mouse button, the menu key or a button. */
export function ContextMenu() {
  const workspace = useWorkspace();
  const menu = useAppState((state) => state.menu);
  const groups = useMemo(() => (menu ? menuGroups(workspace, menu.about) : []), [workspace, menu]);
  if (!menu) return null;
  const choose = (id: MenuLine['id']): void => {
    const action = SYSTEM_ACTIONS.find((each) => each === id);
    workspace.menus.closeAnd(() => {
      if (action) void workspace.bridge.invoke('window:run', { action });
      else if (isCommandId(id)) runCommand(workspace, id);
    });
  };
  return (
    <Menu
      label={menuLabel(workspace)}
      at={menu.at}
      groups={groups}
      onChoose={choose}
      onClose={() => {
        workspace.menus.close();
      }}
    />
  );
}
