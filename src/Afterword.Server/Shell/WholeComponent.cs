using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Afterword.Server.Shell;

/// <summary>
/// The base of our components: drawn once everything it loads is there, never half-way. The framework's own base draws
/// a first time when loading begins to wait, which may be between two reads where a database answers at once: a page
/// would meet its own empty fields, and in static pages that first drawing is seen by nobody.
/// </summary>
public abstract class WholeComponent : IComponent, IHandleEvent
{
    private RenderHandle _handle;
    private Task? _initialized;

    /// <summary>The markup; written by the Razor compiler.</summary>
    protected virtual void BuildRenderTree(RenderTreeBuilder builder) { }

    /// <summary>Runs once, when the first parameters are set.</summary>
    protected virtual void OnInitialized() { }

    /// <summary>Runs once, after <see cref="OnInitialized"/>; nothing is drawn before it ends.</summary>
    protected virtual Task OnInitializedAsync() => Task.CompletedTask;

    /// <summary>Runs each time parameters are set, after initialization.</summary>
    protected virtual void OnParametersSet() { }

    /// <summary>Runs after <see cref="OnParametersSet"/>; nothing is drawn before it ends.</summary>
    protected virtual Task OnParametersSetAsync() => Task.CompletedTask;

    void IComponent.Attach(RenderHandle renderHandle) => _handle = renderHandle;

    /// <inheritdoc/>
    public virtual async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        await (_initialized ??= Initialize());
        OnParametersSet();
        await OnParametersSetAsync();
        Draw();
    }

    async Task IHandleEvent.HandleEventAsync(EventCallbackWorkItem item, object? arg)
    {
        await item.InvokeAsync(arg);
        Draw();
    }

    private Task Initialize()
    {
        OnInitialized();
        return OnInitializedAsync();
    }

    private void Draw() => _handle.Render(BuildRenderTree);
}
