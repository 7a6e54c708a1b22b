using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Afterword.Core.Events;

/// <summary>The facts of an event.</summary>
/// <param name="Changes">Each field that changed, from what to what, in words people read.</param>
/// <param name="Reason">Why, in the actor's words; null when none was asked for.</param>
/// <param name="Note">What else belongs to the deed: evidence of a closing, an address, a message id.</param>
public sealed record EventPayload(IReadOnlyList<FieldChange> Changes, string? Reason, string? Note)
{
    internal static readonly EventPayload Empty = new([], null, null);

    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}

/// <summary>One field that changed.</summary>
/// <param name="Field">Its name in camelCase, as the API names it.</param>
/// <param name="From">What it was; null for nothing.</param>
/// <param name="To">What it is now; null for nothing.</param>
public sealed record FieldChange(string Field, string? From, string? To);
