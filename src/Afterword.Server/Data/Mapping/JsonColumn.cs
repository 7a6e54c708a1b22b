using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Afterword.Server.Data.Mapping;

/// <summary>A value kept whole as JSON text: read and written together, never asked about inside.</summary>
internal static class JsonColumn
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    // EF asks several times a save whether a value differs, and then writes it; a text of many pages is put into words once.
    private static readonly ConditionalWeakTable<object, string> Written = [];

    /// <summary>Keeps a value as JSON. It is replaced, never changed in place.</summary>
    public static PropertyBuilder<T> AsJson<T>(this PropertyBuilder<T> property)
        where T : class? =>
        property.HasConversion(
            value => Text(value),
            text => JsonSerializer.Deserialize<T>(text, Json)!,
            new ValueComparer<T>(
                (one, other) => ReferenceEquals(one, other) || Text(one) == Text(other),
                value => Text(value).GetHashCode(StringComparison.Ordinal),
                value => value
            )
        );

    /// <summary>Keeps a large value as JSON, which is remembered as long as the value lives.</summary>
    /// <inheritdoc cref="AsJson"/>
    public static PropertyBuilder<T> AsLargeJson<T>(this PropertyBuilder<T> property)
        where T : class =>
        property.HasConversion(
            value => Once(value),
            text => JsonSerializer.Deserialize<T>(text, Json)!,
            new ValueComparer<T>(
                (one, other) => ReferenceEquals(one, other) || Once(one!) == Once(other!),
                value => Once(value).GetHashCode(StringComparison.Ordinal),
                value => value
            )
        );

    private static string Text<T>(T value) => JsonSerializer.Serialize(value, Json);

    private static string Once<T>(T value)
        where T : class => Written.GetValue(value, static v => Text((T)v));
}
