import type { ReactElement } from 'react';
import { Link } from 'react-router';
import classes from './account-link.module.css';

/** Where an account's page is. */
export const accountPath = (key: string): string => `/accounts/${encodeURIComponent(key)}`;

interface AccountLinkProps {
  /** The account's key. */
  account: string;
  name: string | null;
  /** The key behind the name, for lists in which names may be the same. */
  withKey?: boolean;
}

/** An account by its name, or by its key where it has none; leads to its page. */
export function AccountLink({ account, name, withKey = false }: AccountLinkProps): ReactElement {
  return (
    <span className={classes.account}>
      <Link to={accountPath(account)} className={classes.name} title={name ?? account}>
        {name ?? account}
      </Link>
      {withKey && name !== null && <span className={classes.key}>{account}</span>}
    </span>
  );
}
