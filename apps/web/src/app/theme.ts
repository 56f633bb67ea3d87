import {
  createTheme,
  defaultVariantColorsResolver,
  type CSSVariablesResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core';

/** Blue is what one can act on. Index 6 is the accent on light ground, 3 the one on dark. */
const ink: MantineColorsTuple = [
  '#ebf0fd',
  '#d3defa',
  '#a3bcff',
  '#7fa2ff',
  '#5c86ea',
  '#3c68d8',
  '#2450c4',
  '#1f46ae',
  '#1a3a91',
  '#142d70',
];

/** Mantine's own greys are warm as paper: light ground to text, and in the dark text to dark ground. */
const gray: MantineColorsTuple = [
  '#f6f6f3',
  '#f1f1ed',
  '#ecece7',
  '#e5e4df',
  '#cfcec7',
  '#a3a29b',
  '#85847d',
  '#6a6a64',
  '#595954',
  '#1b1c1a',
];
const dark: MantineColorsTuple = [
  '#ededea',
  '#b0b0a9',
  '#969690',
  '#7d7d77',
  '#42433f',
  '#2c2d2b',
  '#1a1b1a',
  '#111211',
  '#0d0e0d',
  '#080908',
];

const field = {
  size: 'sm',
  styles: { wrapper: { '--input-height-sm': '32px' }, label: { marginBottom: 3 } },
} as const;
const sheet = {
  closeButtonProps: { 'aria-label': 'Close' },
  styles: {
    content: { background: 'var(--surface)' },
    header: { background: 'var(--surface)' },
    title: { fontSize: 14, fontWeight: 600 },
  },
} as const;

/** On the accent stands what can be read on it; Mantine would decide that by its light shade only. */
const variantColors: VariantColorsResolver = (input) => {
  const colors = defaultVariantColorsResolver(input);
  const isAccent = input.variant === 'filled' && (input.color ?? 'ink') === 'ink';
  return isAccent ? { ...colors, color: 'var(--on-accent)' } : colors;
};

/** Mantine in our sizes and words: control 30, field 32, radii 7 and 10. */
export const theme = createTheme({
  colors: { ink, gray, dark },
  variantColorResolver: variantColors,
  primaryColor: 'ink',
  primaryShade: { light: 6, dark: 3 },
  autoContrast: true,
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  headings: { fontFamily: "'Inter Variable', system-ui, sans-serif", fontWeight: '600' },
  defaultRadius: 7,
  fontSizes: { xs: '12px', sm: '13px', md: '13px', lg: '14px', xl: '20px' },
  lineHeights: { xs: '16px', sm: '18px', md: '18px', lg: '20px', xl: '26px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  respectReducedMotion: true,
  cursorType: 'pointer',
  // By name: to extend a component it would have to be loaded, also by pages that have none.
  components: {
    Button: { defaultProps: { size: 'compact-sm', h: 30, px: 12, fw: 500 } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 30 } },
    TextInput: { defaultProps: field },
    PasswordInput: { defaultProps: field },
    NumberInput: { defaultProps: field },
    Textarea: { defaultProps: { ...field, autosize: true, minRows: 2 } },
    TagsInput: { defaultProps: field },
    Select: { defaultProps: { ...field, checkIconPosition: 'right' } },
    DateInput: { defaultProps: field },
    DatePickerInput: { defaultProps: field },
    SegmentedControl: { defaultProps: { size: 'xs' } },
    Badge: { defaultProps: { variant: 'light', tt: 'none', fw: 500, radius: 'xl' } },
    Paper: { defaultProps: { radius: 10, withBorder: true } },
    Modal: { defaultProps: { radius: 14, centered: true, padding: 'lg', ...sheet } },
    Drawer: { defaultProps: sheet },
    Menu: {
      defaultProps: {
        shadow: 'md',
        radius: 10,
        position: 'bottom-end',
        styles: { item: { minHeight: 30 }, label: { fontWeight: 400 } },
      },
    },
    Popover: { defaultProps: { shadow: 'md', radius: 10 } },
    Tooltip: { defaultProps: { openDelay: 300, withArrow: true, fz: 12 } },
  },
});

/** Mantine's own colours are ours. */
export const cssVariables: CSSVariablesResolver = () => {
  const both = {
    '--mantine-color-body': 'var(--bg)',
    '--mantine-color-text': 'var(--text)',
    '--mantine-color-dimmed': 'var(--muted)',
    '--mantine-color-placeholder': 'var(--faint)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-hover': 'var(--sunken)',
    '--mantine-color-default-border': 'var(--field-line)',
    '--mantine-color-default-color': 'var(--text)',
    '--mantine-color-error': 'var(--danger)',
    '--mantine-color-anchor': 'var(--accent-text)',
    '--mantine-primary-color-filled': 'var(--accent)',
    '--mantine-primary-color-contrast': 'var(--on-accent)',
    '--mantine-primary-color-light': 'var(--accent-soft)',
    '--mantine-primary-color-light-color': 'var(--accent-text)',
  };
  return {
    variables: { '--mantine-shadow-md': 'var(--shadow-popover)' },
    light: both,
    dark: both,
  };
};
