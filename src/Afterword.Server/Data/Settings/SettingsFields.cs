using System.Reflection;

namespace Afterword.Server.Data.Settings;

/// <summary>The settings in a record: its public properties that can be set.</summary>
internal static class SettingsFields
{
    public static IEnumerable<PropertyInfo> Of(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanWrite || IsList(property))
            .OrderBy(property => property.MetadataToken);

    private static bool IsList(PropertyInfo property) =>
        typeof(IEnumerable<string>).IsAssignableFrom(property.PropertyType)
        && property.PropertyType != typeof(string);
}
