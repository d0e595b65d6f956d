import { screen } from 'electron';
import {
  type AppView,
  type Command,
  callOnScreen,
  channels,
  liveCall,
  type WindowReport,
} from '../../../preload/contract/index.ts';
import { type AppWindow, createAppWindow, type WindowDeps } from './app-window.ts';
import { broughtBack, inCorner, titleBar, widthAt } from './placement.ts';
import { createStage } from './stage.ts';

/** At the usual text size. */
const usualWidth = 340;

export interface CallWindowDeps extends WindowDeps {
  view(): AppView;
  send(command: Command): void;
}

export interface CallWindow extends AppWindow {
  update(view: AppView): void;
  report(report: WindowReport): void;
  /** Gives it the focus, where it shows: the user asked for it. Returns whether it does. */
  open(): boolean;
}

/** The window of the call that is up. It shows without taking the focus, and stays while it tells why the call ended. */
export function createCallWindow(deps: CallWindowDeps): CallWindow {
  let { textSize } = deps.view().settings;
  const appWindow = createAppWindow(deps, 'call', {
    width: widthAt(textSize, usualWidth),
    height: 400,
    useContentSize: true,
    resizable: false,
    maximizable: false,
    fullscreenable: false,
  });
  const { window } = appWindow;
  window.removeMenu();
  let placed = false;
  const stage = createStage({
    clock: deps.clock,
    patienceMs: 500,
    usualHeight: 400,
    show: (height) => {
      fit(height);
      if (!placed) placeFirst(height);
      placed = true;
      window.showInactive();
    },
    resize: fit,
    hide: () => window.hide(),
  });

  /** Gives its content the height that it asked for, at the width that goes with the text, and keeps all of it in sight. */
  function fit(height: number): void {
    const size = { width: widthAt(textSize, usualWidth), height: Math.ceil(height) };
    window.setContentSize(size.width, size.height);
    if (!placed) return;
    const content = { ...window.getContentBounds(), ...size };
    const { workArea } = screen.getDisplayMatching(content);
    if (broughtBack(workArea, content) === null) return;
    const frame = { ...content, y: content.y - titleBar, height: content.height + titleBar };
    const back = broughtBack(workArea, frame);
    if (back !== null) window.setPosition(back.x, back.y);
  }

  /** Where the ring window just was; from then on where the user leaves it. */
  function placeFirst(height: number): void {
    const { workArea } = screen.getDisplayNearestPoint(screen.getCursorScreenPoint());
    const { x, y } = inCorner(workArea, widthAt(textSize, usualWidth), Math.ceil(height) + titleBar);
    window.setPosition(x, y);
  }

  /** A live call is not hung up by closing its window: the page asks. */
  function close(): void {
    const view = deps.view();
    const call = callOnScreen(view);
    if (liveCall(view)) appWindow.send(channels.closeRequest, undefined);
    else if (call) deps.send({ type: 'dismiss', callId: call.id });
    else window.hide();
  }

  /** Also while it is hidden, so that the next call is laid out at the width that it will have. */
  function adaptTo(view: AppView): void {
    if (view.settings.textSize === textSize) return;
    textSize = view.settings.textSize;
    fit(window.getContentBounds().height);
  }

  window.on('close', (event) => {
    event.preventDefault();
    close();
  });
  return {
    ...appWindow,
    update: (view) => {
      adaptTo(view);
      const call = callOnScreen(view);
      stage.setCalls(call ? [call.id] : []);
    },
    report: (report) => {
      if (report.type === 'drawn') stage.drawn(report.callId, report.height);
    },
    open: () => {
      if (window.isVisible()) window.focus();
      return window.isVisible();
    },
  };
}
