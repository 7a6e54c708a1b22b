using Microsoft.AspNetCore.Components;

namespace Afterword.Server.Shell.Forms;

/// <summary>
/// What every field has: a label, perhaps a hint, its own errors below it, tied together for screen readers. Values are the text as
/// typed, so a wrong date comes back as it was written.
/// </summary>
public abstract class FieldBase : WholeComponent
{
    [CascadingParameter]
    private FormContext? Context { get; set; }

    /// <summary>The property of the form's record this field fills: <c>@nameof(XForm.Title)</c>.</summary>
    [Parameter, EditorRequired]
    public string For { get; set; } = "";

    /// <summary>The label.</summary>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>A sentence under the label: the form that is wanted, or what it is for.</summary>
    [Parameter]
    public string? Hint { get; set; }

    /// <summary>What stands in the field: as it was typed, or as it is stored.</summary>
    [Parameter]
    public string? Value { get; set; }

    /// <summary>Whether it must be filled; fields that need not be say "optional".</summary>
    [Parameter]
    public bool Required { get; set; }

    /// <summary>The browser's autocomplete token.</summary>
    [Parameter]
    public string? Autocomplete { get; set; }

    /// <summary>Takes about a third of the line: for dates, keys, numbers.</summary>
    [Parameter]
    public bool Narrow { get; set; }

    /// <summary>Focused when the page opens; at most one on a page.</summary>
    [Parameter]
    public bool Autofocus { get; set; }

    internal FormContext Form =>
        Context
        ?? throw new InvalidOperationException(
            $"The field '{Label}' stands outside of a PageForm."
        );

    internal string Id => Form.IdOf(For);

    internal string Name => Form.NameOf(For);

    internal IReadOnlyList<string> Wrong => Form.Errors.Of(For);

    internal string? Invalid => Wrong.Count > 0 ? "true" : null;

    internal string? RequiredText => Required ? "true" : null;

    internal string NarrowClass => Narrow ? "narrow" : "";

    internal string? DescribedBy =>
        (Hint, Wrong.Count) switch
        {
            (null, 0) => null,
            (null, _) => $"{Id}-wrong",
            (_, 0) => $"{Id}-hint",
            _ => $"{Id}-hint {Id}-wrong",
        };
}
