/* A comparison as a table in Wagtail's editor: keeps the forms of frameworks, criteria and cells in step with it.

   Each cell is tied to its column by `data-column`, the number of the framework's form; the hidden field `framework` of the
   cell follows the framework that is chosen at the head of the column. What was added, removed or moved is told to the
   server as by Wagtail's inline panels: TOTAL_FORMS, DELETE and ORDER. */
"use strict";

(() => {
  const COLUMNS = "comparison_frameworks";
  const ROWS = "rows";

  const visible = (elements) => [...elements].filter((element) => !element.hidden);
  const set = (input, value) => {
    if (input && input.value !== String(value)) {
      input.value = value;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    }
  };
  const totalOf = (prefix) => document.getElementById(`id_${prefix}-TOTAL_FORMS`);
  const verdictIn = (cell) => cell.querySelector("[name$='-verdict']");
  const isMissing = (cell) => !verdictIn(cell).value.trim();
  const isFilled = (cell) =>
    [...cell.querySelectorAll("[name$='-verdict'], [name$='-rating'], [name$='-claim']")].some((field) => field.value.trim());

  class ComparisonTable extends window.StimulusModule.Controller {
    static targets = [
      "head", "choices", "body", "missing", "said", "addRow", "addColumn", "columnTemplate", "rowTemplate", "cellTemplate",
    ];
    static values = { most: Number };

    connect() {
      this.element.addEventListener("change", this.later);
      this.element.addEventListener("input", this.later);
      this.element.addEventListener("keydown", this.goDown);
      this.makeNewcomer();
      this.refresh();
    }

    disconnect() {
      this.element.removeEventListener("change", this.later);
      this.element.removeEventListener("input", this.later);
      this.element.removeEventListener("keydown", this.goDown);
      this.holder.remove();
    }

    later = () => {
      this.waiting ??= requestAnimationFrame(() => {
        this.waiting = null;
        this.refresh();
      });
    };

    /* Enter leads to the same column of the next row, as in a spreadsheet: a verdict has one line. */
    goDown = (event) => {
      if (event.key !== "Enter" || event.isComposing || !event.target.matches("[name$='-verdict']")) return;
      event.preventDefault();
      const cell = event.target.closest("[data-cell]");
      const rows = this.rows();
      const next = rows[rows.indexOf(cell.closest("[data-row]")) + 1];
      if (next) verdictIn(this.cellOf(next, cell.dataset.column)).focus();
    };

    columns() {
      return visible(this.headTarget.querySelectorAll("[data-column]"));
    }

    rows() {
      return visible(this.bodyTarget.querySelectorAll(":scope > [data-row]"));
    }

    cellOf(row, column) {
      return row.querySelector(`:scope > [data-column="${column}"]`);
    }

    /* Adding */

    /* A column comes about when its framework is chosen: without one there is nothing that could be saved. */
    addColumn() {
      this.newcomer.openChooserModal();
    }

    /* A chooser that belongs to no form. */
    makeNewcomer() {
      const holder = document.createElement("div");
      holder.hidden = true;
      holder.append(...this.make(this.columnTemplateTarget, [["__prefix__", "new"]]).querySelectorAll("th .chooser, th input"));
      holder.querySelectorAll("input").forEach((input) => (input.disabled = true));
      this.element.append(holder);
      const [chooser] = this.wire(holder);
      chooser.addEventListener("chosen", (event) => this.insertColumn(event.detail));
      this.newcomer = chooser;
      this.holder = holder;
    }

    insertColumn(framework) {
      if (this.columns().length >= this.mostValue) return;
      const present = this.columns().find((head) => head.querySelector("[name$='-framework']").value === String(framework.id));
      if (present) {
        this.say(`${this.titleOf(present)} is part of the comparison already.`);
        return;
      }
      const column = this.take(COLUMNS);
      const made = this.make(this.columnTemplateTarget, [["__prefix__", column]]);
      const head = made.querySelector("th");
      this.headTarget.append(head);
      this.choicesTarget.append(made.querySelector("td"));
      this.rows().forEach((row) => this.addCell(row, column));
      this.wire(head)[0].setState(framework);
      this.renumber();
      this.refresh();
      this.say(`${this.titleOf(head)} added.`);
      const first = this.rows()[0];
      if (first) verdictIn(this.cellOf(first, column)).focus();
      else this.addRowTarget.focus();
    }

    addRow() {
      const number = this.take(ROWS);
      const row = this.make(this.rowTemplateTarget, [["__prefix__", number]]).querySelector("tr");
      this.bodyTarget.append(row);
      this.columns().forEach((column) => this.addCell(row, column.dataset.column));
      this.renumber();
      this.refresh();
      this.say("Criterion added.");
      row.querySelector("[name$='-criterion']").focus();
    }

    addCell(row, column) {
      const prefix = `${ROWS}-${row.dataset.row}-cells`;
      const number = this.take(prefix);
      const cell = this.make(this.cellTemplateTarget, [
        [`${ROWS}-__prefix__-cells-__prefix__`, `${prefix}-${number}`],
        ["row-title-__prefix__", `row-title-${row.dataset.row}`],
        ["__column__", column],
        ["__prefix__", `${row.dataset.row}-${number}`],
      ]).querySelector("td");
      row.append(cell);
      this.wire(cell);
    }

    /* The number of the next form. */
    take(prefix) {
      const total = totalOf(prefix);
      const number = Number(total.value);
      total.value = number + 1;
      return number;
    }

    make(template, replacements) {
      const made = document.createElement("template");
      made.innerHTML = replacements.reduce((html, [from, to]) => html.replaceAll(from, to), template.innerHTML);
      made.content.querySelectorAll("script").forEach((script) => script.remove());
      return document.importNode(made.content, true);
    }

    /* What the scripts in the form's HTML do for those that are there from the start. */
    wire(element) {
      return [...element.querySelectorAll(".chooser")].map(
        (chooser) => new window.SnippetChooser(chooser.id.replace(/-chooser$/, ""), {}),
      );
    }

    /* Removing */

    removeColumn(event) {
      const head = event.currentTarget.closest("[data-column]");
      const parts = [...this.element.querySelectorAll(`table [data-column="${head.dataset.column}"]`)];
      const filled = this.rows().filter((row) => isFilled(this.cellOf(row, head.dataset.column))).length;
      const name = this.titleOf(head);
      const what = filled === 1 ? "one filled cell" : `${filled} filled cells`;
      if (filled && !window.confirm(`Remove ${name} with ${what}?`)) return;
      const next = head.nextElementSibling ?? head.previousElementSibling;
      parts.forEach((part) => {
        part.hidden = true;
        set(part.querySelector("[data-delete]"), "1");
      });
      this.renumber();
      this.refresh();
      this.say(`${name} removed.`);
      (next?.querySelector("[data-chooser-action-choose], button") ?? this.addColumnTarget).focus();
    }

    removeRow(event) {
      const row = event.currentTarget.closest("[data-row]");
      const name = this.titleOf(row);
      const filled = visible(row.querySelectorAll("[data-cell]")).some(isFilled);
      if (filled && !window.confirm(`Remove ${name} with all its cells?`)) return;
      const rows = this.rows();
      const next = rows[rows.indexOf(row) + 1] ?? rows[rows.indexOf(row) - 1];
      row.hidden = true;
      set(row.querySelector(":scope > th > [data-delete]"), "1");
      this.renumber();
      this.refresh();
      this.say(`${name} removed.`);
      (next?.querySelector("[name$='-criterion']") ?? this.addRowTarget).focus();
    }

    removeStray(event) {
      const stray = event.currentTarget.closest("[data-stray]");
      stray.hidden = true;
      set(stray.querySelector("[data-delete]"), "1");
    }

    /* Moving */

    moveLeft(event) {
      this.moveColumn(event.currentTarget, -1);
    }

    moveRight(event) {
      this.moveColumn(event.currentTarget, 1);
    }

    moveColumn(button, by) {
      const head = button.closest("[data-column]");
      const columns = this.columns();
      const other = columns[columns.indexOf(head) + by];
      if (!other) return;
      [this.headTarget, this.choicesTarget, ...this.bodyTarget.querySelectorAll(":scope > [data-row]")].forEach((row) => {
        const one = this.cellOf(row, head.dataset.column);
        const neighbour = this.cellOf(row, other.dataset.column);
        if (one && neighbour) neighbour.insertAdjacentElement(by < 0 ? "beforebegin" : "afterend", one);
      });
      this.moved(button, head, this.columns());
    }

    moveUp(event) {
      this.moveRow(event.currentTarget, -1);
    }

    moveDown(event) {
      this.moveRow(event.currentTarget, 1);
    }

    moveRow(button, by) {
      const row = button.closest("[data-row]");
      const rows = this.rows();
      const other = rows[rows.indexOf(row) + by];
      if (!other) return;
      other.insertAdjacentElement(by < 0 ? "beforebegin" : "afterend", row);
      this.moved(button, row, this.rows());
    }

    moved(button, part, parts) {
      this.renumber();
      this.refresh();
      this.say(`${this.titleOf(part)} is number ${parts.indexOf(part) + 1} of ${parts.length} now.`);
      if (!button.disabled) button.focus();
      else button.parentElement.querySelector("button:not(:disabled)")?.focus();
    }

    /* ORDER as things stand, of cells as well: the API answers them in this order. */
    renumber() {
      const number = (parts) =>
        parts.forEach((part, index) => set(part.querySelector("[data-order]"), index + 1));
      number([...this.headTarget.querySelectorAll("[data-column]")]);
      const rows = [...this.bodyTarget.querySelectorAll(":scope > [data-row]")];
      number(rows);
      rows.forEach((row) => number([...row.querySelectorAll(":scope > [data-cell]")]));
    }

    /* Showing how things stand */

    refresh() {
      const columns = this.columns();
      const rows = this.rows();
      columns.forEach((head, index) => {
        const key = head.querySelector("[name$='-framework']").value;
        this.entitle(head, head.querySelector(".chooser:not(.blank) [data-chooser-title]")?.textContent || "New framework");
        this.enable(head, "moveLeft", index > 0);
        this.enable(head, "moveRight", index < columns.length - 1);
        rows.forEach((row) => {
          set(this.cellOf(row, head.dataset.column).querySelector("[name$='-framework']"), key);
        });
      });
      rows.forEach((row, index) => {
        this.entitle(row, row.querySelector("[name$='-criterion']").value.trim() || "New criterion");
        this.enable(row, "moveUp", index > 0);
        this.enable(row, "moveDown", index < rows.length - 1);
      });
      const cells = rows.flatMap((row) => visible(row.querySelectorAll(":scope > [data-cell]")));
      cells.forEach((cell) => {
        cell.classList.toggle("comparison-table__cell--missing", isMissing(cell));
        cell.querySelector("[data-flag]").hidden = !isMissing(cell);
      });
      const missing = cells.filter(isMissing).length;
      this.missingTarget.hidden = !missing;
      this.missingTarget.textContent = `${missing} missing`;
      this.addColumnTarget.disabled = columns.length >= this.mostValue;
    }

    titleOf(part) {
      return part.querySelector("[data-title]").textContent;
    }

    entitle(part, name) {
      if (this.titleOf(part) === name) return;
      part.querySelector("[data-title]").textContent = name;
      part.querySelectorAll(":scope > .comparison-table__buttons [data-names], :scope > th [data-names]").forEach((label) => {
        label.textContent = label.dataset.names.replace("{}", name);
      });
    }

    enable(part, action, isEnabled) {
      part.querySelector(`[data-action="comparison-table#${action}"]`).disabled = !isEnabled;
    }

    say(words) {
      this.saidTarget.textContent = words;
    }
  }

  window.wagtail.app.register("comparison-table", ComparisonTable);
})();
