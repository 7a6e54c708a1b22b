using System.Text.Json;
using System.Text.Json.Serialization;

namespace Afterword.Server.Data.Settings;

/// <summary>How records of settings are written down. A value that was dropped since is ignored, a new one has its default.</summary>
internal static class SettingsJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        IgnoreReadOnlyProperties = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };
}
