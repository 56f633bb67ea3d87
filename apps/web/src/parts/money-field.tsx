import { NumberInput, type NumberInputProps } from '@mantine/core';
import { currencyDigits } from '@dunwell/language';
import type { ReactElement } from 'react';

interface MoneyFieldProps extends Omit<NumberInputProps, 'decimalScale' | 'prefix' | 'suffix'> {
  currency: string;
}

/** An amount of one currency in its major unit; `toMinorUnits` makes minor units of what is typed (S3). */
export function MoneyField({ currency, ...props }: MoneyFieldProps): ReactElement {
  return (
    <NumberInput
      hideControls
      allowNegative={false}
      decimalScale={currencyDigits(currency)}
      decimalSeparator="."
      allowedDecimalSeparators={['.', ',']}
      thousandSeparator=" "
      rightSection={currency}
      rightSectionWidth={48}
      {...props}
    />
  );
}
