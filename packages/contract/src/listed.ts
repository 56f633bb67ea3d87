/** The step of an automation that something in a list comes from. */
export interface ListedStep {
  automationId: string;
  /** The automation's name. */
  automation: string;
  step: string;
  /** The step's label, or what it does in words. */
  stepLabel: string;
}

/** An account as lists name it. */
export interface NamedAccount {
  key: string;
  name: string | null;
}
