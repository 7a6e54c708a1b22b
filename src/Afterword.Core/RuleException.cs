namespace Afterword.Core;

/// <summary>
/// A noun refused a deed because a rule of the product does not allow it. Doors show the message beside the field it names;
/// the API answers 422 with the field in <c>errors</c>. Nothing was changed.
/// </summary>
/// <param name="field">The field the rule is about, in camelCase as the API names it (<c>dueOn</c>); empty for the whole.</param>
/// <param name="message">One sentence for a person: what is wrong and the way out.</param>
public sealed class RuleException(string field, string message) : Exception(message)
{
    /// <summary>The field the rule is about, in camelCase; empty for the whole.</summary>
    public string Field { get; } = field;
}
