import { Chip, Group } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import classes from './chips.module.css';

interface Choice<T extends string> {
  value: T;
  label: ReactNode;
  count?: number;
}

/** Quick filters: one of a few. */
export function Chips<T extends string>({
  label,
  choices,
  value,
  onChange,
}: {
  label: string;
  choices: readonly Choice<T>[];
  value: T;
  onChange: (value: T) => void;
}): ReactElement {
  return (
    <Chip.Group multiple={false} value={value} onChange={(chosen) => onChange(chosen)}>
      <Group gap={8} role="radiogroup" aria-label={label}>
        {choices.map((choice) => (
          <Chip key={choice.value} value={choice.value} classNames={{ label: classes.label }} icon={null}>
            {choice.label}
            {choice.count !== undefined && ` ${choice.count}`}
          </Chip>
        ))}
      </Group>
    </Chip.Group>
  );
}
