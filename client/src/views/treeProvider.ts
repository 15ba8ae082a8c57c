/** Shows rows as VS Code's tree. */
import { EventEmitter, ThemeIcon, TreeItem, TreeItemCollapsibleState, type TreeDataProvider } from 'vscode';
import { contextOf, shownNode, type AccountNode } from './accountNode.ts';

export class TreeProvider implements TreeDataProvider<AccountNode> {
  readonly #roots: () => readonly AccountNode[];
  readonly #changes = new EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changes.event;

  constructor(roots: () => readonly AccountNode[]) {
    this.#roots = roots;
  }

  refresh(): void {
    this.#changes.fire(undefined);
  }

  getChildren(node?: AccountNode): AccountNode[] {
    return [...(node ? (node.children?.() ?? []) : this.#roots())];
  }

  getTreeItem(node: AccountNode): TreeItem {
    const { id, label, description, tooltip, icon, spoken, command, children, isOpen } = shownNode(node);
    const { None, Collapsed, Expanded } = TreeItemCollapsibleState;
    const item = new TreeItem(label, children ? (isOpen === true ? Expanded : Collapsed) : None);
    item.id = id;
    item.contextValue = contextOf(node);
    item.accessibilityInformation = { label: spoken };
    item.tooltip = tooltip;
    if (description !== undefined) item.description = description;
    if (icon !== undefined) item.iconPath = new ThemeIcon(icon);
    if (command !== undefined) item.command = { command, title: label, arguments: [node] };
    return item;
  }

  dispose(): void {
    this.#changes.dispose();
  }
}
