import { Anchor } from '@mantine/core';
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { SignInFrame } from './sign-in-frame.js';

/** A link that lost its end. */
export function BrokenLink(): ReactElement {
  return (
    <SignInFrame
      title="This link is not complete"
      words="Open it again from where you have it, or copy it whole: everything behind the # belongs to it."
    >
      <Anchor component={Link} to="/sign-in" size="sm">
        Go to sign in
      </Anchor>
    </SignInFrame>
  );
}
