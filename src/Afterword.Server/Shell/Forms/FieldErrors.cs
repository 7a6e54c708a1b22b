using Afterword.Core;

namespace Afterword.Server.Shell.Forms;

/// <summary>What is wrong with a form, by field: the field's name as the form's record has it, any case; empty for the whole form.</summary>
public sealed class FieldErrors
{
    private readonly Dictionary<string, List<string>> _byField = new(
        StringComparer.OrdinalIgnoreCase
    );
    private readonly List<(string Field, string Message)> _inOrder = [];

    /// <summary>Whether anything is wrong.</summary>
    public bool Any => _inOrder.Count > 0;

    /// <summary>Everything that is wrong, in the order it was found.</summary>
    public IReadOnlyList<(string Field, string Message)> All => _inOrder;

    /// <summary>What is wrong with one field; empty when nothing is.</summary>
    public IReadOnlyList<string> Of(string field) =>
        _byField.TryGetValue(field, out var messages) ? messages : [];

    /// <summary>Adds a sentence that names the problem and the way out ("Write the date as 2026-11-30").</summary>
    public void Add(string field, string message)
    {
        if (!_byField.TryGetValue(field, out var messages))
        {
            _byField[field] = messages = [];
        }
        messages.Add(message);
        _inOrder.Add((field, message));
    }

    /// <summary>Adds what a noun refused.</summary>
    public void Add(RuleException refused) => Add(refused.Field, refused.Message);
}
