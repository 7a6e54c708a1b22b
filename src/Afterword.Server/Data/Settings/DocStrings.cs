using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Afterword.Server.Data.Settings;

/// <summary>What the docstring of a property says: pages and documentation are printed from the same words.</summary>
internal static partial class DocStrings
{
    private static readonly string[] Assemblies = ["Afterword.Core", "Afterword.Server"];

    private static readonly Lazy<Dictionary<string, string>> Summaries = new(Load);

    /// <summary>The summary in one line; empty where the documentation file was left out of an installation.</summary>
    public static string Of(PropertyInfo property) =>
        Summaries.Value.GetValueOrDefault(
            $"P:{property.DeclaringType!.FullName}.{property.Name}",
            ""
        );

    /// <inheritdoc cref="Of(PropertyInfo)"/>
    public static string Of(Type type) =>
        Summaries.Value.GetValueOrDefault($"T:{type.FullName}", "");

    private static Dictionary<string, string> Load() =>
        Assemblies
            .Select(name => Path.Combine(AppContext.BaseDirectory, name + ".xml"))
            .Where(File.Exists)
            .SelectMany(path => XDocument.Load(path).Descendants("member"))
            .Where(member => member.Element("summary") is not null)
            .GroupBy(member => member.Attribute("name")!.Value)
            .ToDictionary(group => group.Key, group => Plain(group.First().Element("summary")!));

    private static string Plain(XElement summary) =>
        Space()
            .Replace(
                string.Concat(
                    summary
                        .DescendantNodes()
                        .Select(node =>
                            node switch
                            {
                                XText text => text.Value,
                                XElement { HasAttributes: true, IsEmpty: true } see => (
                                    see.Attribute("cref") ?? see.Attribute("langword")
                                )?.Value.Split('.', ':')[^1],
                                _ => "",
                            }
                        )
                ),
                " "
            )
            .Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
