using System.Globalization;

namespace Afterword.Server.Delivery.Channels;

/// <summary>
/// A channel's settings as the operator typed them, by field name, secrets already decrypted. Blank is the same as absent.
/// Never prints a value: it may hold a password.
/// </summary>
internal sealed class ChannelSettings(IReadOnlyDictionary<string, string> values)
{
    /// <summary>No settings at all.</summary>
    public static ChannelSettings None { get; } = new(new Dictionary<string, string>());

    /// <summary>The value without the white space around it, or null when there is none.</summary>
    public string? Text(string name) =>
        values.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value)
            ? value.Trim()
            : null;

    /// <summary>The value exactly as typed, for passwords; null when there is none.</summary>
    public string? Secret(string name) =>
        values.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    /// <summary>The value as a whole number; null when there is none or it is not one.</summary>
    public int? Number(string name) =>
        int.TryParse(Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <summary>True only for <c>true</c>, in any case.</summary>
    public bool Yes(string name) =>
        string.Equals(Text(name), "true", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc />
    public override string ToString() => $"settings for {string.Join(", ", values.Keys)}";
}
