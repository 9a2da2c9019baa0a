// Shows the page in one language: ?lang=es, or the browser's own. Without this script both are there, one below the other.
(() => {
  const asked = new URLSearchParams(location.search).get('lang') || navigator.language || '';
  const language = asked.toLowerCase().startsWith('es') ? 'es' : 'en';
  document.documentElement.lang = language;
  document.documentElement.dataset.only = language;
  document.addEventListener('DOMContentLoaded', () => {
    for (const link of document.querySelectorAll('[data-tongue]')) {
      link.href = `?lang=${link.dataset.tongue}`;
      if (link.dataset.tongue === language) link.setAttribute('aria-current', 'true');
    }
    if (language === 'es') document.title = 'Sí a la Medida 4 · Calles seguras, río limpio';
  });
})();
