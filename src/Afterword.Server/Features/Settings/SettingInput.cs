using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Afterword.Server.Data.Settings;
using Afterword.Server.Delivery.Channels;

namespace Afterword.Server.Features.Settings;

/// <summary>One input of a settings form, whatever it comes from: a property with its docstring, or a channel's own field.</summary>
/// <param name="Name">The field's name in the form.</param>
/// <param name="Label">The label.</param>
/// <param name="Hint">What it is, in a sentence or two.</param>
/// <param name="Kind">Which input to draw.</param>
/// <param name="Choices">The values of a choice.</param>
/// <param name="Required">Whether it must be filled.</param>
public sealed partial record SettingInput(
    string Name,
    string Label,
    string Hint,
    InputKind Kind,
    IReadOnlyList<(string Value, string Text)> Choices,
    bool Required
)
{
    internal static SettingInput Of(ChannelField field, bool required) =>
        new(
            field.Name,
            field.Label,
            field.Hint,
            field.Secret
                ? InputKind.Secret
                : field.Kind switch
                {
                    ChannelFieldKind.Number => InputKind.Number,
                    ChannelFieldKind.YesNo => InputKind.YesNo,
                    ChannelFieldKind.Choice => InputKind.Choice,
                    _ => InputKind.Text,
                },
            [.. (field.Choices ?? []).Select(c => (c.Value, c.Label))],
            required
        );

    internal static SettingInput Of(PropertyInfo property, object defaults) =>
        new(
            property.Name,
            Words(property.Name),
            DocStrings.Of(property),
            property.PropertyType == typeof(int) ? InputKind.Number
                : property.PropertyType == typeof(bool) ? InputKind.YesNo
                : property.PropertyType == typeof(TimeOnly) ? InputKind.Time
                : property.Name == "TimeZone" ? InputKind.Zone
                : property.Name == "Configuration" ? InputKind.Lines
                : InputKind.Text,
            [],
            Required: Show(property.GetValue(defaults)).Length > 0
        );

    /// <summary>A value of a record as the input shows it.</summary>
    public static string Show(object? value) =>
        value switch
        {
            null => "",
            bool yes => yes ? "true" : "",
            TimeOnly time => time.ToString("HH:mm", CultureInfo.InvariantCulture),
            IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };

    /// <summary>What was typed as a value of the property; a sentence when it is none.</summary>
    public static (object? Value, string? Wrong) Read(PropertyInfo property, string typed)
    {
        var text = typed.Trim();
        if (property.PropertyType == typeof(int))
        {
            return int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var n)
                ? (n, null)
                : (null, "Write a whole number, such as 24.");
        }
        if (property.PropertyType == typeof(TimeOnly))
        {
            return TimeOnly.TryParse(text, CultureInfo.InvariantCulture, out var time)
                ? (time, null)
                : (null, "Write a time of day, such as 09:00.");
        }
        return (property.PropertyType == typeof(bool) ? text == "true" : text, null);
    }

    /// <summary><c>PublicUrl</c> is "Public address"; <c>P1Days</c> is "P1 days".</summary>
    public static string Words(string name)
    {
        var words = Humps().Replace(name, " $0").Trim().ToLowerInvariant();
        words = words.Replace("url", "address", StringComparison.Ordinal);
        words = Level().Replace(words, match => match.Value.ToUpperInvariant());
        return char.ToUpperInvariant(words[0]) + words[1..];
    }

    [GeneratedRegex("(?<=[a-z0-9])[A-Z]")]
    private static partial Regex Humps();

    [GeneratedRegex(@"\b(p|sev)\d\b")]
    private static partial Regex Level();
}

/// <summary>Which input to draw.</summary>
public enum InputKind
{
    Text,
    Lines,
    Number,
    YesNo,
    Choice,
    Time,
    Zone,
    Secret,
}
