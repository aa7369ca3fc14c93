import type { JSX } from 'preact';

interface AskingBoxProps {
  readonly id: string;
  readonly label: string;
  readonly note: string;
  readonly isOn: boolean;
  readonly onTurn: (on: boolean) => void;
}

/** A box to tick that follows what the browser grants, and not the click. */
export function AskingBox({ id, label, note, isOn, onTurn }: AskingBoxProps): JSX.Element {
  return (
    <div class="choice">
      <input
        type="checkbox"
        id={id}
        checked={isOn}
        aria-describedby={`${id}-note`}
        onChange={(event) => {
          const { checked } = event.currentTarget;
          event.currentTarget.checked = isOn;
          onTurn(checked);
        }}
      />
      <label for={id}>{label}</label>
      <p class="fine" id={`${id}-note`}>
        {note}
      </p>
    </div>
  );
}
