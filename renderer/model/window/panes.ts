import type { ViewName } from '#core/contract/commands/row.ts';
import { CLAIMANT } from '#core/people/names-in-tags.ts';
import type { AppState } from '../state/app-state.ts';
import type { Focus } from './focus.ts';
import type { Names } from './names.ts';
import type { Page, PaneName } from '../state/page.ts';
import type { Preferences } from './preferences.ts';
import { selectedTags, sharedAttributes } from '../state/selected-tags.ts';
import type { Store } from '../state/store.ts';

/** Panes in the order in which F6 goes through them. */
const ORDER: readonly PaneName[] = ['articles', 'article', 'tags', 'detail'];
/** The same while outlets are compared. */
const ORDER_OF_COMPARE: readonly PaneName[] = ['articles', 'comparison', 'passages'];

export type SidePane = 'leftPane' | 'rightPane';

const SIDE_OF: Partial<Record<PaneName, SidePane>> = {
  articles: 'leftPane',
  tags: 'rightPane',
  detail: 'rightPane',
};

/**
 * Whether a side pane lies over the article instead of beside it at this width in CSS pixels. The list
 * of articles gives way first: text, tags and details are what the work is done with. The table of
 * Compare has the whole width.
 */
export function isDrawer(pane: SidePane, windowWidth: number, view?: ViewName): boolean {
  return view === 'compare' || windowWidth < (pane === 'leftPane' ? 1200 : 900);
}

/** Whether there is room for the details beside the list, instead of below it. */
export function standsBeside(windowWidth: number): boolean {
  return windowWidth >= 1600;
}

type Seen = Pick<
  AppState,
  'article' | 'leftDrawer' | 'rightDrawer' | 'selectedTags' | 'settings' | 'view' | 'windowWidth'
>;

interface PanesNeeds {
  readonly store: Store<Seen>;
  readonly page: Pick<Page, 'focusedPane' | 'hasPane'>;
  readonly focus: Pick<Focus, 'keep' | 'toDetail' | 'toOpenedPane' | 'toPane' | 'toText'>;
  readonly preferences: Pick<Preferences, 'change'>;
  readonly names: Pick<Names, 'categoryOf'>;
}

/** The panes beside the article, which lie over it where the window is narrow. */
export class Panes {
  constructor(private readonly needs: PanesNeeds) {}

  private get state(): Seen {
    return this.needs.store.get();
  }

  /** Brings a side pane into view, whether it lies beside the article or over it. */
  show(pane: SidePane): void {
    const { settings } = this.state;
    if (this.liesOver(pane)) this.openDrawer(pane);
    else if (!settings[pane].open) this.toggle(pane);
  }

  /** Opens or closes a side pane, as a drawer where the window is narrow; the focus goes along. */
  toggle(pane: SidePane): void {
    const { focus, preferences } = this.needs;
    const { settings, leftDrawer, rightDrawer } = this.state;
    if (this.liesOver(pane)) {
      if (pane === 'leftPane' ? leftDrawer : rightDrawer) this.closeDrawers();
      else {
        this.openDrawer(pane);
        focus.toOpenedPane(pane === 'leftPane' ? 'articles' : 'tags');
      }
      return;
    }
    const patch = { ...settings[pane], open: !settings[pane].open };
    void preferences.change(pane === 'leftPane' ? { leftPane: patch } : { rightPane: patch });
    focus.keep();
  }

  private liesOver(pane: SidePane): boolean {
    const { view, windowWidth } = this.state;
    return isDrawer(pane, windowWidth, view);
  }

  /** Lays a side pane over the article, where the window is too narrow to have it beside. */
  private openDrawer(pane: SidePane): void {
    this.needs.store.set({ leftDrawer: pane === 'leftPane', rightDrawer: pane === 'rightPane' });
  }

  closeDrawers(): void {
    this.needs.store.set({ leftDrawer: false, rightDrawer: false });
    this.needs.focus.toText();
  }

  /** The focus goes to the next pane; in a narrow window the pane is opened, and the last one closed. */
  step(by: 1 | -1): void {
    const { focus } = this.needs;
    const { leftDrawer, rightDrawer } = this.state;
    const pane = this.neighbour(by);
    const side = SIDE_OF[pane];
    if (side && this.liesOver(side)) {
      this.openDrawer(side);
      focus.toOpenedPane(pane);
      return;
    }
    if (leftDrawer || rightDrawer) this.closeDrawers();
    focus.toPane(pane);
  }

  /** The pane after the one that has the focus, or before it, among those that are there or can be opened. */
  private neighbour(by: 1 | -1): PaneName {
    const { page } = this.needs;
    const isCompare = this.state.view === 'compare';
    const [order, main] = isCompare
      ? ([ORDER_OF_COMPARE, 'comparison'] as const)
      : ([ORDER, 'article'] as const);
    const panes = order.filter((name) => {
      const side = SIDE_OF[name];
      return (side !== undefined && this.liesOver(side)) || page.hasPane(name);
    });
    const active = page.focusedPane();
    const index = panes.findIndex((name) => name === active);
    const from = index < 0 ? panes.indexOf(main) : index;
    return panes[(from + by + panes.length) % panes.length] ?? main;
  }

  /**
   * Puts the focus into the details of the selected tags: the field named, or the first that is worth
   * a key, which is who speaks or is spoken of, else the required value.
   */
  showDetails(field?: string): void {
    const { focus, names } = this.needs;
    this.show('rightPane');
    const tags = selectedTags(this.state);
    const attributes = sharedAttributes(tags, names.categoryOf);
    // A claim is judged first; most have no claimant but the writer.
    const first =
      attributes.find(({ id, type }) => type === 'entity' && id !== CLAIMANT) ??
      attributes.find(({ required }) => required);
    focus.toDetail(field ?? first?.id ?? (tags.length > 1 ? 'category' : 'note'));
  }
}
