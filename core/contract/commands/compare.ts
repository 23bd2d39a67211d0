import { rows } from './row.ts';

/** The sections of the view Compare, in the order of their digits. */
export const COMPARE_SECTIONS = [
  'quotations',
  'claims',
  'findings',
  'passages',
  'framing',
  'people',
  'review',
] as const;
export type CompareSection = (typeof COMPARE_SECTIONS)[number];

/** The command that shows a section. */
export const sectionCommand = <S extends CompareSection>(section: S) =>
  `compare-${section}` as const;

const SECTION_TITLES: Readonly<Record<CompareSection, string>> = {
  quotations: 'Quotations by Outlet',
  claims: 'Claims by Outlet',
  findings: 'Findings',
  passages: 'Shared Passages',
  framing: 'Framing by Outlet',
  people: 'People by Outlet',
  review: 'Families of Colleagues',
};

const SECTIONS = COMPARE_SECTIONS.map(
  (section, index) =>
    ({
      id: sectionCommand(section),
      title: SECTION_TITLES[section],
      menu: 'Compare',
      submenu: 'Section',
      view: 'compare',
      scope: 'comparison',
      keys: [String(index + 1)],
    }) as const,
);

/** The menu *Compare*: what several reports of one event make of the same words. */
export const COMPARE_COMMANDS = rows([
  ...SECTIONS,
  {
    id: 'next-undecided',
    title: 'Next Not Decided',
    menu: 'Compare',
    view: 'compare',
    scope: 'comparison',
    keys: ['N'],
    separated: true,
  },
  {
    id: 'previous-undecided',
    title: 'Previous Not Decided',
    menu: 'Compare',
    view: 'compare',
    scope: 'comparison',
    keys: ['Shift+N'],
  },
  {
    id: 'leave-undecided',
    title: 'Go On, Leaving It Open',
    menu: 'Compare',
    view: 'compare',
    scope: 'comparison',
    keys: ['Space'],
  },
  {
    id: 'link-cell',
    title: 'Link or Confirm',
    menu: 'Compare',
    view: 'compare',
    scope: 'comparison',
    keys: ['A'],
    separated: true,
  },
  {
    id: 'refuse-cell',
    title: 'Not the Same, or Dismiss…',
    menu: 'Compare',
    view: 'compare',
    scope: 'comparison',
    keys: ['X'],
  },
  {
    id: 'defer-cell',
    title: 'Decide Later',
    menu: 'Compare',
    view: 'compare',
    scope: 'comparison',
    keys: ['Z'],
  },
  {
    id: 'link-with',
    title: 'Link with…',
    menu: 'Compare',
    view: 'compare',
    scope: 'comparison',
    keys: ['L'],
  },
  {
    id: 'take-out',
    title: 'Take Out of Its Family',
    menu: 'Compare',
    view: 'compare',
    scope: 'comparison',
    keys: ['Shift+L'],
  },
  {
    id: 'link-preselected',
    title: 'Link All That Is Preselected…',
    menu: 'Compare',
    view: 'compare',
    scope: 'comparison',
    keys: ['Shift+A'],
  },
  {
    id: 'set-base',
    title: 'Compare with This One',
    menu: 'Compare',
    view: 'compare',
    scope: 'comparison',
    keys: ['B'],
    separated: true,
  },
  {
    id: 'set-class',
    title: 'Class or Relation…',
    menu: 'Compare',
    view: 'compare',
    scope: 'comparison',
    keys: ['T'],
  },
  {
    id: 'family-note',
    title: 'Note of the Family…',
    menu: 'Compare',
    view: 'compare',
    scope: 'comparison',
    keys: ['C'],
  },
  {
    id: 'change-families',
    title: 'Change Families of a Colleague…',
    menu: 'Compare',
    view: 'compare',
    scope: 'comparison',
    keys: ['E'],
  },
  {
    id: 'mark-absent',
    title: 'Checked, Not in This Article',
    menu: 'Compare',
    view: 'compare',
    scope: 'comparison',
    keys: ['H'],
  },
  {
    id: 'open-cell',
    title: 'Open in Annotate',
    menu: 'Compare',
    view: 'compare',
    scope: 'comparison',
    keys: ['Enter'],
    separated: true,
  },
  {
    id: 'side-by-side',
    title: 'Side by Side',
    menu: 'Compare',
    view: 'compare',
    scope: 'comparison',
    keys: ['S'],
  },
  {
    id: 'tie-scrolling',
    title: 'Scroll Both Together',
    menu: 'Compare',
    view: 'compare',
    scope: 'comparison',
    keys: ['V'],
  },
  {
    id: 'copy-card',
    title: 'Copy Evidence Card',
    menu: 'Compare',
    view: 'compare',
    scope: 'comparison',
    keys: ['Mod+C'],
  },
  {
    id: 'event-report',
    title: 'Report of the Event…',
    menu: 'Compare',
    scope: 'window',
    keys: ['Mod+4'],
  },
] as const);
