using Afterword.Server.Features.Settings;

namespace Afterword.Server.Features;

/// <summary>What features ask for by injection beside the rooms below them. One line a feature.</summary>
internal static class FeatureServices
{
    public static void AddFeatures(this IServiceCollection services) =>
        services.AddSingleton<ChannelTest>();
}
